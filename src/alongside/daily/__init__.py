"""Daily life: income, debts, mail, papers, health, medicine, school and work, as light records.

A *matter* is one thing that is so in somebody's daily life now ("owes 12,400 to the energy company, pays 300 a
month"), with how we know it and since when. It is a line and no plan: what is to be done about it becomes a step of the
plan the person has already (`make_step`), and the matter shows how far that is. How it read before stays, and so does
what is over.
"""
