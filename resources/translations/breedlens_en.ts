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
