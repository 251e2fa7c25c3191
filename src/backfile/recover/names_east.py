"""Reads credits in Chinese, Japanese and Korean, where no space or capital tells a name."""

import re
from collections.abc import Iterator

from backfile.model.story import Contributor

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
EAST = re.compile(rf"[{_HAN}\uac00-\ud7a3]")
"""A letter of which these scripts write names."""
ROLES: tuple[tuple[str, str], ...] = (
    (
        "editor",
        r"责任编辑|責任編輯|责编|責編|编辑|編輯|編集(?=[/／|｜:：・＝=])|审核|校对|편집(?=\s*[:：=])",
    ),
    (
        "photographer",
        r"摄影报道|摄影|攝影|摄|撮影|写真(?=[/／|｜:：・＝=\s])|图片?(?=[/／|｜:：])|圖片?(?=[/／|｜:：])|사진(?=\s*[:：=])",
    ),
    (
        "illustrator",
        r"插图|插圖|插画|绘图|イラスト(?=[/／|｜:：・＝=\s])|삽화(?=\s*[:：=])|일러스트(?=\s*[:：=])",
    ),
    ("interviewer", r"聞き手|采访(?=[/／|｜:：])|採訪(?=[/／|｜:：])|인터뷰(?=\s*[:：=])"),
    (
        "translator",
        r"翻译|翻譯|译者|譯者|編譯|编译|译|訳(?:者)?(?=[/／|｜:：・＝=])|翻訳|번역(?=\s*[:：=])|옮김(?=\s*[:：=])",
    ),
    (
        "author",
        r"(?:实习|见习|特约|首席)?(?:记者|記者)|实习生|通讯员|通訊員|作者|著者|筆者|执笔人?|執筆者?|ライター(?=\s*[:：])|撰文|撰稿|取材(?:・文)?(?=[/／|｜:：・＝=])|構成(?=[/／|｜:：・＝=])|文章?(?=[/／|｜:：・＝=])|글(?=\s*[:：=])",
    ),
)
"""What a word before names makes of their bearers (after it, in Korean: 기자)."""
_ROLE = re.compile("|".join(f"(?P<{role}>{words})" for role, words in ROLES))
_BETWEEN = re.compile(r"[\s、，,/／|｜&＆和]{1,4}")
_AROUND = " \t:：・＝=/／|｜[]【】()（）「」《》"
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,6}}[·・•][{_HAN}]{{1,8}}|[\uac00-\ud7a3]{{2,4}}")
_AFTER_NAME = re.compile(r"(?:发自|發自|报道|報道|综合|整理|实习|/).*$")
_NO_NAME = re.compile(
    r"[报報网網社台]$|日报|获悉|近日|今日|从|了解|编辑|来源|來源|记者|新华|中新|博客|联系|聯絡|文章|专栏|專欄"
    r"|登录|登入|注册|註冊|返回|查看|更多|全部|所有|点击|點擊|关注|關注|订阅|訂閱|分享|评论|評論|举报|舉報"
    r"|一覧|紹介|記事|関連|情報|検索|会員|投稿|原创|原創|授权|转载|轉載|版权|版權|声明|簡介|简介|欢迎|歡迎|您|我们|我們"
)
"""What stands after such a word and is none: menus, and what a sentence says of reporters."""
_PLACE = re.compile(
    r"^(?:北京|上海|天津|重庆|重慶|香港|澳门|澳門|台北|臺北)$|.{2}[省市县縣区區州镇鎮乡鄉村旗盟]$"
)
_KOREAN = re.compile(
    r"([\uac00-\ud7a3]{2,4})\s?(?:(?:선임|수습|인턴|전문|객원)\s?)?(?:기자|특파원|논설위원|칼럼니스트)"
)
_PICTURED = re.compile(r"(?<![·ㆍ/] )(?<![·ㆍ/])사진\s?[=:]?\s?$")
"""Before a Korean name: "사진 A 기자", not "글·사진 A 기자" (text and pictures)."""
_IN_BRACKETS = re.compile(
    rf"^.{{0,40}}?[（(【](?P<who>[^（()）【】]{{0,12}}(?:记者|記者|通讯员)[^（()）【】]{{2,30}}"
    rf"|[{_HAN}]{{1,8}}[＝=][^（()）【】]{{2,12}})[)）】]"
)
"""How agencies and papers sign at the head of the first paragraph: （记者 X）, 【Place＝X】."""


def read_eastern(line: str) -> tuple[Contributor, ...]:
    """Read the people whom a line credits by a word of these languages; () where it does not."""
    korean = [
        Contributor(
            found[1], "photographer" if _PICTURED.search(line[: found.start()]) else "author"
        )
        for found in _KOREAN.finditer(line)
    ]
    found = list(_ROLE.finditer(line))
    people = {person.name: person for person in reversed(korean)}
    people = dict(reversed(people.items()))
    for index, word in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line)
        role = next(name for name, value in word.groupdict().items() if value)
        for name in _names(line[word.end() : end]):
            people.setdefault(name, Contributor(name, role))
    return tuple(people.values())


def _names(part: str) -> Iterator[str]:
    """Yield the names at the beginning of a part, up to what is none."""
    for piece in _BETWEEN.split(part.strip(_AROUND)):
        name = _AFTER_NAME.sub("", piece.strip(_AROUND))
        if not _NAME.fullmatch(name) or _NO_NAME.search(name):
            return
        if name != piece.strip(_AROUND) and _PLACE.search(name):
            return  # "reporter A, from the county of B"
        yield name
        if name != piece.strip(_AROUND):
            return


def find_signature(paragraph: str) -> str:
    """Return the bracket at the head of a first paragraph that says who reports, or ""."""
    if not EAST.search(paragraph[:60]):
        return ""
    found = _IN_BRACKETS.match(paragraph)
    return re.split("[＝=]", found["who"])[-1] if found else ""
