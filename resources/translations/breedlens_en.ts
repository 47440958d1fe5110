<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CopyPlanDialog</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photo(s)</source>
        <translation>
            <numerusform>Copy %Ln photo</numerusform>
            <numerusform>Copy %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message numerus="yes">
        <source>%n more error(s) since then. The latest:</source>
        <translation>
            <numerusform>%n more error since then. The latest:</numerusform>
            <numerusform>%n more errors since then. The latest:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) not answered yet are answered first.</source>
        <translation>
            <numerusform>%Ln photo not answered yet is answered first.</numerusform>
            <numerusform>%Ln photos not answered yet are answered first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) saved in “{name}”.</source>
        <translation>
            <numerusform>%Ln file saved in “{name}”.</numerusform>
            <numerusform>%Ln files saved in “{name}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) left out.</source>
        <translation>
            <numerusform>%Ln photo left out.</numerusform>
            <numerusform>%Ln photos left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingSentences</name>
    <message numerus="yes">
        <source>%Ln photo(s) cannot be read.</source>
        <translation>
            <numerusform>%Ln photo cannot be read.</numerusform>
            <numerusform>%Ln photos cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are there more than once.</source>
        <translation>
            <numerusform>%Ln picture is there more than once.</numerusform>
            <numerusform>%Ln pictures are there more than once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are there more than once, nearly alike.</source>
        <translation>
            <numerusform>%Ln picture is there more than once, nearly alike.</numerusform>
            <numerusform>%Ln pictures are there more than once, nearly alike.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s) of photos (one picture, one animal or one burst) are both among those to learn from and those to test with, which makes the accuracy look better than it is.</source>
        <translation>
            <numerusform>%Ln group of photos (one picture, one animal or one burst) is both among those to learn from and those to test with, which makes the accuracy look better than it is.</numerusform>
            <numerusform>%Ln groups of photos (one picture, one animal or one burst) are both among those to learn from and those to test with, which makes the accuracy look better than it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln burst(s) of photos were taken one right after the other.</source>
        <translation>
            <numerusform>%Ln burst of photos: taken one right after the other.</numerusform>
            <numerusform>%Ln bursts of photos were taken one right after the other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out %Ln photo(s)</source>
        <translation>
            <numerusform>Leave out %Ln photo</numerusform>
            <numerusform>Leave out %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are there under two breeds.</source>
        <translation>
            <numerusform>%Ln picture is there under two breeds.</numerusform>
            <numerusform>%Ln pictures are there under two breeds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message numerus="yes">
        <source>%Ln folder(s) could not be read.</source>
        <translation>
            <numerusform>%Ln folder could not be read.</numerusform>
            <numerusform>%Ln folders could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelJoins</name>
    <message numerus="yes">
        <source>%Ln model(s) will answer together: more accurate than each alone, and as many times slower.
Name of the new model:</source>
        <translation>
            <numerusform>%Ln model will answer.
Name of the new model:</numerusform>
            <numerusform>%Ln models will answer together: more accurate than each alone, and as many times slower.
Name of the new model:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %Ln photo(s) that none of them has learned from</source>
        <translation>
            <numerusform>on %Ln photo that none of them has learned from</numerusform>
            <numerusform>on %Ln photos that none of them has learned from</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotosPanel</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breed(s)</source>
        <translation>
            <numerusform>%Ln breed</numerusform>
            <numerusform>%Ln breeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunSentences</name>
    <message numerus="yes">
        <source>Of %Ln photo(s) that it had not learned from, it names</source>
        <translation>
            <numerusform>Of %Ln photo that it had not learned from, it names</numerusform>
            <numerusform>Of %Ln photos that it had not learned from, it names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dog(s)</source>
        <translation>
            <numerusform>%Ln dog</numerusform>
            <numerusform>%Ln dogs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a dog</source>
        <translation>
            <numerusform>%Ln without a dog</numerusform>
            <numerusform>%Ln without a dog</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln unreadable</numerusform>
            <numerusform>%Ln unreadable</numerusform>
        </translation>
    </message>
</context>
</TS>
