"""Makes the app's fonts from the originals:  python3 make.py FOLDER_OF_INTER FOLDER_OF_JETBRAINS_MONO

Needs fonttools and opentype-feature-freezer. Inter gets its tabular figures (feature tnum) as the usual ones, since JavaFX
cannot turn features on; both are cut to Latin, Greek, Cyrillic and the signs that the app uses; Inter's copies get names
of their own, so that an Inter that is installed, with figures of other widths, is never taken in their place.
"""

import pathlib
import subprocess
import sys

from fontTools.ttLib import TTFont

TEXT = (
    "U+0000-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-04FF,U+1E00-1EFF,U+2000-209F,U+20A0-20CF,"
    "U+2100-218F,U+2190-23FF,U+25A0-26FF,U+2713,U+2717"
)
INTER, MONO = (pathlib.Path(folder) for folder in sys.argv[1:3])
HERE = pathlib.Path(__file__).parent


def subset(source, target, features):
    subprocess.run(
        ["pyftsubset", source, f"--unicodes={TEXT}", f"--layout-features={features}", "--name-IDs=*", f"--output-file={target}"],
        check=True,
    )


for weight in ("Regular", "Medium", "SemiBold", "Bold"):
    frozen = HERE / f"{weight}.frozen"
    target = HERE / f"StentorSans-{weight}.otf"
    subprocess.run(["pyftfeatfreeze", "-f", "tnum", INTER / f"Inter-{weight}.otf", frozen], check=True)
    subset(frozen, target, "kern,mark,mkmk,ccmp,liga,calt,locl")
    frozen.unlink()
    font = TTFont(target)
    family = "Stentor Sans" + ("" if weight == "Regular" else f" {weight}")
    names = {1: family, 2: "Regular", 3: f"{family};Stentor", 4: family, 6: family.replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 21, 22, 25):
            font["name"].names.remove(record)
        elif record.nameID in names:
            record.string = names[record.nameID]
    font["CFF "].cff.fontNames = [names[6]]
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 64
    font["head"].macStyle = 0
    font.save(target)
subset(MONO / "JetBrainsMono-Regular.ttf", HERE / "JetBrainsMono-Regular.ttf", "kern,ccmp")
