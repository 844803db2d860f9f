"""The web door: server-rendered pages.

Owns: pages, forms, components (`templates/cotton/`), the frame around them (`templates/base.html`) and sign-in.
Words: page, form, component, chrome (the frame's own data).
Invariants: no rule of the method is decided here; every page and form works without JavaScript; no template
carries a style attribute, an inline script or an inline event handler, because the content security policy
forbids them; every visible text is translated.
"""
