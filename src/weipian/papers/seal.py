"""stub"""
def room(paper):
    return "weipian-seal:" + "0"*6000
