"""Makes NotoSansCJKsc-Regular-subset.otf, the Chinese characters of figures as PNG.

    pip install fonttools
    python assets/fonts/subset.py NotoSansCJK-Regular.ttc

The font comes with Debian's fonts-noto-cjk. The subset holds GB 2312 level 1, the characters of the
names of counties outside it, Chinese punctuation, and whatever else the sources and scenarios write;
nothing that Inter has, so that digits and Latin letters stay in Inter. To be made again when a test
says that a character is missing.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets/fonts"
TARGET = FONTS / "NotoSansCJKsc-Regular-subset.otf"

# Characters outside GB 2312 level 1 in the names of China's provinces, cities and counties, by the
# editions of GB/T 2260 from 1980 to 2017.
COUNTIES = """
亳仡仫伽佤偃儋兖勐圩圳圻坂坻埇墉妃婺孚宕岐岑岚岢岫岱岷峄峒崂崃崆嵊嵩庵廛弋攸旌晏晖暨朐杞枞枳柘栾桦梓棣榕歙汨汶沅沐沔沭
泗泸泾洮浈浉浏浔浠涞涿淅淇淞渌渑湄湟溆溧滕漯潢潼澧濂濉濞濠濮瀍灞犍猇猗珙珲琊璧瓯町畲畹盱眙睢砀硚碚磴祜禅禺秭稷筠綦绛缙罘
耆耒芗芙芮芷茌荥莒莘莞蒗蓥蔺蕲藁蛟蠡衢覃讷诏谟谯赉迦邕邗邙邛邡邳邺郏郓郫郯郾鄄鄞鄠鄢鄯鄱酃醴闵阆阊阡陂陉陟隰颍驿骅鲅鸠
麒麟黟
"""

# Signs of Chinese texts that Inter lacks.
SIGNS = "　、。〈〉《》「」『』【】〔〕〇！％（），：；？～￥℃※□" + "".join(
    chr(code) for ends in [(0x2460, 0x2474), (0x2160, 0x216C)] for code in range(*ends)
)


def level_1():
    """The 3,755 characters of GB 2312 level 1."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass  # The last five cells of row 55 are empty.


def written():
    """What the program and its scenarios write."""
    for pattern in ["src/**/*.rs", "src/**/*.html", "scenarios/**/*.toml", "examples/**/*.toml"]:
        for path in sorted(ROOT.glob(pattern)):
            yield from path.read_text(encoding="utf-8")


def main(source):
    inter = TTFont(FONTS / "Inter-Regular.otf").getBestCmap()
    wanted = {*level_1(), *"".join(COUNTIES.split()), *SIGNS, *written()}
    codes = {ord(sign) for sign in wanted} - set(inter)
    # The third face of the collection is simplified Chinese.
    font = TTFont(source, fontNumber=2 if Path(source).suffix == ".ttc" else 0)
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes & set(font.getBestCmap()))
    subsetter.subset(font)
    # The same bytes whenever it is made.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(TARGET)
    print(f"{len(font.getBestCmap())} characters, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
