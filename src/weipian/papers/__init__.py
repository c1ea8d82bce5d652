"""The typesetting room: a `Paper` as a value becomes the bytes of a PDF/A-2b, sealed so that it tells of every change.

`model` what a paper is made of, `typesetting.built` its bytes, `pool.press_all` many of them on two processes,
`seal.sealed` the manifest in the file itself, `verifying.examined` what became of it, `word.written` the copy to edit.
"""
