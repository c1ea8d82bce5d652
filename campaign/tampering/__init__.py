"""Random alterations of workspaces and exports, made as somebody with the files would make them: is each one found?"""
