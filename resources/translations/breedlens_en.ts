<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
