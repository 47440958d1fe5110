<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AcceptAboveDialog</name>
    <message numerus="yes">
        <source>Reading what the model said of %Ln photo(s)…</source>
        <translation>
            <numerusform>Reading what the model said of %Ln photo…</numerusform>
            <numerusform>Reading what the model said of %Ln photos…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) will be labelled as one step.</source>
        <translation>
            <numerusform>%Ln photo will be labelled as one step.</numerusform>
            <numerusform>%Ln photos will be labelled as one step.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln photo(s)</source>
        <translation>
            <numerusform>Accept %Ln photo</numerusform>
            <numerusform>Accept %Ln photos</numerusform>
        </translation>
    </message>
</context>
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
    <name>EvaluatePhotosPanel</name>
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
    <name>EvaluationSentences</name>
    <message numerus="yes">
        <source>The model does not know %Ln of these breeds, whose photos count as wrong: {breeds}.</source>
        <translation>
            <numerusform>The model does not know %Ln of these breeds, whose photos count as wrong: {breeds}.</numerusform>
            <numerusform>The model does not know %Ln of these breeds, whose photos count as wrong: {breeds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of the %Ln photo(s) of the others, {share} are right ({low} to {high}).</source>
        <translation>
            <numerusform>Of the %Ln photo of the others, {share} are right ({low} to {high}).</numerusform>
            <numerusform>Of the %Ln photos of the others, {share} are right ({low} to {high}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model has learned from %Ln of these photos, so the figures promise too much of others.</source>
        <translation>
            <numerusform>The model has learned from %Ln of these photos, so the figures promise too much of others.</numerusform>
            <numerusform>The model has learned from %Ln of these photos, so the figures promise too much of others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read and are left out: {photos}.</source>
        <translation>
            <numerusform>%Ln photo could not be read and is left out: {photos}.</numerusform>
            <numerusform>%Ln photos could not be read and are left out: {photos}.</numerusform>
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
    <name>GroupLabeller</name>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read, and were not labelled.</source>
        <translation>
            <numerusform>%Ln photo could not be read, and was not labelled.</numerusform>
            <numerusform>%Ln photos could not be read, and were not labelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read.</source>
        <translation>
            <numerusform>%Ln photo could not be read.</numerusform>
            <numerusform>%Ln photos could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are being labelled…</source>
        <translation>
            <numerusform>%Ln photo is being labelled…</numerusform>
            <numerusform>%Ln photos are being labelled…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that were taken out can be grouped again.</source>
        <translation>
            <numerusform>%Ln photo that was taken out can be grouped again.</numerusform>
            <numerusform>%Ln photos that were taken out can be grouped again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln doubtful one(s) at the end</source>
        <translation>
            <numerusform>%Ln doubtful one at the end</numerusform>
            <numerusform>%Ln doubtful ones at the end</numerusform>
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
    <name>LabelDesk</name>
    <message numerus="yes">
        <source>%Ln photo(s) chosen: what you say goes for all of them.</source>
        <translation>
            <numerusform>%Ln photo chosen: what you say goes for it.</numerusform>
            <numerusform>%Ln photos chosen: what you say goes for all of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken back: %Ln change(s).</source>
        <translation>
            <numerusform>Taken back: %Ln change.</numerusform>
            <numerusform>Taken back: %Ln changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done again: %Ln change(s).</source>
        <translation>
            <numerusform>Done again: %Ln change.</numerusform>
            <numerusform>Done again: %Ln changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of them are not open here.</source>
        <translation>
            <numerusform>%Ln photo of them is not open here.</numerusform>
            <numerusform>%Ln photos of them are not open here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read and so were not labelled.</source>
        <translation>
            <numerusform>%Ln photo could not be read and so was not labelled.</numerusform>
            <numerusform>%Ln photos could not be read and so were not labelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryActions</name>
    <message numerus="yes">
        <source>labels brought in (%Ln change(s))</source>
        <translation>
            <numerusform>labels brought in (%Ln change)</numerusform>
            <numerusform>labels brought in (%Ln changes)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln label</numerusform>
            <numerusform>%Ln labels</numerusform>
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
    <name>ModelWords</name>
    <message numerus="yes">
        <source>Its accuracy was measured on %Ln photo(s).</source>
        <translation>
            <numerusform>Its accuracy was measured on %Ln photo.</numerusform>
            <numerusform>Its accuracy was measured on %Ln photos.</numerusform>
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
    <name>RestoreDialog</name>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln label</numerusform>
            <numerusform>%Ln labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetrainDialog</name>
    <message numerus="yes">
        <source>Compared on %Ln verified photo(s) that nothing was learned from.</source>
        <translation>
            <numerusform>Compared on %Ln verified photo that nothing was learned from.</numerusform>
            <numerusform>Compared on %Ln verified photos that nothing was learned from.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learned from %Ln labelled photo(s).</source>
        <translation>
            <numerusform>Learned from %Ln labelled photo.</numerusform>
            <numerusform>Learned from %Ln labelled photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were not learned from, as they nearly are copies of verified ones.</source>
        <translation>
            <numerusform>%Ln photo was not learned from, as it nearly is a copy of a verified one.</numerusform>
            <numerusform>%Ln photos were not learned from, as they nearly are copies of verified ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are of breeds that were unknown before ({breeds}) and count as wrong there.</source>
        <translation>
            <numerusform>%Ln of them is of a breed that was unknown before ({breeds}) and counts as wrong there.</numerusform>
            <numerusform>%Ln of them are of breeds that were unknown before ({breeds}) and count as wrong there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are of breeds with too few photos to learn from ({breeds}) and count as wrong throughout.</source>
        <translation>
            <numerusform>%Ln of them is of a breed with too few photos to learn from ({breeds}) and counts as wrong throughout.</numerusform>
            <numerusform>%Ln of them are of breeds with too few photos to learn from ({breeds}) and count as wrong throughout.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewGallery</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewSummary</name>
    <message numerus="yes">
        <source>%Ln photo(s) of breeds that the model does not know count neither way: {breeds}.</source>
        <translation>
            <numerusform>%Ln photo of a breed that the model does not know counts neither way: {breeds}.</numerusform>
            <numerusform>%Ln photos of breeds that the model does not know count neither way: {breeds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) have a label without a breed.</source>
        <translation>
            <numerusform>%Ln photo has a label without a breed.</numerusform>
            <numerusform>%Ln photos have a label without a breed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read.</source>
        <translation>
            <numerusform>%Ln photo could not be read.</numerusform>
            <numerusform>%Ln photos could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were not reached.</source>
        <translation>
            <numerusform>%Ln photo was not reached.</numerusform>
            <numerusform>%Ln photos were not reached.</numerusform>
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
<context>
    <name>TeachDesk</name>
    <message numerus="yes">
        <source>%Ln labelled photo(s)</source>
        <translation>
            <numerusform>%Ln labelled photo</numerusform>
            <numerusform>%Ln labelled photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breed(s)</source>
        <translation>
            <numerusform>%Ln breed</numerusform>
            <numerusform>%Ln breeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{breed}: %Ln more photo(s)</source>
        <translation>
            <numerusform>{breed}: %Ln more photo</numerusform>
            <numerusform>{breed}: %Ln more photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln other breed(s)</source>
        <translation>
            <numerusform>and %Ln other breed</numerusform>
            <numerusform>and %Ln other breeds</numerusform>
        </translation>
    </message>
</context>
</TS>
