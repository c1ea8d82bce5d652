"""Words of the papers' own: what became of a sealed file."""

from __future__ import annotations

from weipian.terms.words import Word


class Standing(Word):
    """What a file says of itself when its seal is read."""

    WHOLE = "whole", "与出具时一致"
    CHANGED = "changed", "已被改动"
    SAVED_AGAIN = "saved_again", "被别的软件另存过，各页内容未变"
    FORGED = "forged", "封签不是所称密钥签的"
    UNSEALED = "unsealed", "没有封签"


class Spot(Word):
    """Which piece of a file was changed."""

    CONTENT = "content", "文字与线条"
    PICTURE = "picture", "图"
    FONT = "font", "字体"
    PAGE = "page", "页面设置"
    ABOUT = "about", "文件属性"
    FRAME = "frame", "文件结构"
    SEAL = "seal", "封签"
    PAGES = "pages", "页数或页序"
    LENGTH = "length", "文件长度"
