def id_number_problem(text):
    return None
