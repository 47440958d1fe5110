<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>this program</source>
        <translation>ce programme</translation>
    </message>
    <message>
        <source>the built-in models</source>
        <translation>les modèles intégrés</translation>
    </message>
    <message>
        <source>the window</source>
        <translation>la fenêtre</translation>
    </message>
    <message>
        <source>runs the models</source>
        <translation>exécute les modèles</translation>
    </message>
    <message>
        <source>format of the models</source>
        <translation>format des modèles</translation>
    </message>
    <message>
        <source>reads and scales photos</source>
        <translation>lit et redimensionne les photos</translation>
    </message>
    <message>
        <source>reads photos</source>
        <translation>lit les photos</translation>
    </message>
    <message>
        <source>reads HEIC photos</source>
        <translation>lit les photos HEIC</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>calculs</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>tableaux</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>courbes</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>la ligne de commande</translation>
    </message>
    <message>
        <source>folders, sorting, checks</source>
        <translation>dossiers, tri, vérifications</translation>
    </message>
    <message>
        <source>About BreedLens</source>
        <translation>À propos de BreedLens</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Run from its source</source>
        <translation>Exécuté depuis le code source</translation>
    </message>
    <message>
        <source>Identifies the breed of dogs in photos and shows where the model looked, all on your computer.</source>
        <translation>Identifie la race des chiens sur vos photos et montre où le modèle a regardé, entièrement sur votre ordinateur.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Composant</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Used for</source>
        <translation>Utilité</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Copier le diagnostic</translation>
    </message>
    <message>
        <source>Versions, settings and the end of the log, without your folders</source>
        <translation>Versions, réglages et fin du journal, sans vos dossiers</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>BreedLensError</name>
    <message>
        <source>A copy of this photo is there already.</source>
        <translation>Une copie de cette photo s’y trouve déjà.</translation>
    </message>
    <message>
        <source>A file of that name is in the way.</source>
        <translation>Un fichier du même nom s’y trouve déjà.</translation>
    </message>
    <message>
        <source>The connection to {server} breaks off again and again; trying again goes on from where it was.</source>
        <translation>La connexion à {server} est sans cesse interrompue&#xa0;; un nouvel essai reprendra là où elle s’est arrêtée.</translation>
    </message>
    <message>
        <source>The disk has too little room: {needed} MB are needed, {free} MB are free.</source>
        <translation>Il n’y a pas assez de place sur le disque&#xa0;: il faut {needed}&#xa0;Mo et {free}&#xa0;Mo sont libres.</translation>
    </message>
    <message>
        <source>The disk is full. Make some room, then try again.</source>
        <translation>Le disque est plein. Libérez de la place, puis réessayez.</translation>
    </message>
    <message>
        <source>The disk refused to write ({reason}).</source>
        <translation>L’écriture sur le disque a été refusée ({reason}).</translation>
    </message>
    <message>
        <source>The file from {server} is not the one that its publisher describes, and was thrown away.</source>
        <translation>Le fichier reçu de {server} ne correspond pas à celui décrit par son éditeur&#xa0;; il a été supprimé.</translation>
    </message>
    <message>
        <source>The folder to write to is not there.</source>
        <translation>Le dossier de destination n’existe pas.</translation>
    </message>
    <message>
        <source>The list of models that belongs to BreedLens cannot be read; installing BreedLens again repairs it.</source>
        <translation>La liste des modèles de BreedLens est illisible&#xa0;; réinstaller BreedLens la répare.</translation>
    </message>
    <message>
        <source>The model cannot be run on this computer.</source>
        <translation>Ce modèle ne peut pas fonctionner sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The model could not be made ready; the computer may lack memory.</source>
        <translation>Le modèle n’a pas pu être préparé&#xa0;; l’ordinateur manque peut-être de mémoire.</translation>
    </message>
    <message>
        <source>The model could not be saved in {folder}.</source>
        <translation>Le modèle n’a pas pu être enregistré dans {folder}.</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be read.</source>
        <translation>Le modèle du dossier {folder} est illisible.</translation>
    </message>
    <message>
        <source>The model made from this file does not answer as Keras does, and was not kept.</source>
        <translation>Le modèle tiré de ce fichier ne répond pas comme Keras&#xa0;; il n’a pas été conservé.</translation>
    </message>
    <message>
        <source>The model prepares photos in a way that this program does not know; please update the program.</source>
        <translation>Ce modèle prépare les photos d’une façon que ce programme ne connaît pas&#xa0;; mettez le programme à jour.</translation>
    </message>
    <message>
        <source>The model takes another kind of input than photos.</source>
        <translation>Ce modèle attend autre chose que des photos.</translation>
    </message>
    <message>
        <source>The model {name} cannot show where it looked.</source>
        <translation>Le modèle {name} ne peut pas montrer où il a regardé.</translation>
    </message>
    <message>
        <source>The model {name} is damaged: {file} is not the file that was saved.</source>
        <translation>Le modèle {name} est endommagé&#xa0;: {file} n’est pas le fichier enregistré.</translation>
    </message>
    <message>
        <source>The model {name} is not on this computer yet. It can be downloaded with: breedlens models get {name}</source>
        <translation>Le modèle {name} n’est pas encore sur cet ordinateur. Pour le télécharger&#xa0;: breedlens models get {name}</translation>
    </message>
    <message>
        <source>The model {name} lacks a file: {file}.</source>
        <translation>Il manque un fichier au modèle {name}&#xa0;: {file}.</translation>
    </message>
    <message>
        <source>The model&apos;s description is damaged.</source>
        <translation>La description du modèle est endommagée.</translation>
    </message>
    <message>
        <source>The model&apos;s file is damaged.</source>
        <translation>Le fichier du modèle est endommagé.</translation>
    </message>
    <message>
        <source>The models of {name} do not fit together.</source>
        <translation>Les modèles de {name} ne sont pas compatibles entre eux.</translation>
    </message>
    <message>
        <source>The name is too long for this disk.</source>
        <translation>Le nom est trop long pour ce disque.</translation>
    </message>
    <message>
        <source>The photo changed while it was copied; no copy was kept.</source>
        <translation>La photo a changé pendant la copie&#xa0;; aucune copie n’a été conservée.</translation>
    </message>
    <message>
        <source>The photo is already in the folder to copy to.</source>
        <translation>La photo se trouve déjà dans le dossier de destination.</translation>
    </message>
    <message>
        <source>The weight file is not what it should be, and was not used.</source>
        <translation>Le fichier de poids n’est pas celui attendu&#xa0;; il n’a pas été utilisé.</translation>
    </message>
    <message>
        <source>The weights of {name} are missing; installing BreedLens again brings them back.</source>
        <translation>Les poids de {name} sont absents&#xa0;; réinstaller BreedLens les rétablit.</translation>
    </message>
    <message>
        <source>There are no views called {name}. Known are: {known}.</source>
        <translation>Il n’existe pas de vues nommées {name}. Vues connues&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>There is a folder of that name.</source>
        <translation>Un dossier porte déjà ce nom.</translation>
    </message>
    <message>
        <source>There is no model called &quot;{name}&quot;. Known models: {names}.</source>
        <translation>Aucun modèle ne s’appelle «&#xa0;{name}&#xa0;». Modèles connus&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>There is no model in {folder}.</source>
        <translation>Il n’y a aucun modèle dans {folder}.</translation>
    </message>
    <message>
        <source>This file does not hold the weights of {title} with its ImageNet classifier.</source>
        <translation>Ce fichier ne contient pas les poids de {title} avec son classifieur ImageNet.</translation>
    </message>
    <message>
        <source>This model keeps no map of the photo, so it has no heat map.</source>
        <translation>Ce modèle ne garde aucune carte de la photo&#xa0;; il n’a donc pas de carte de chaleur.</translation>
    </message>
    <message>
        <source>This model was saved by a newer BreedLens; please update the program to use it.</source>
        <translation>Ce modèle a été enregistré par une version plus récente de BreedLens&#xa0;; mettez le programme à jour pour l’utiliser.</translation>
    </message>
    <message>
        <source>You are not allowed to write there.</source>
        <translation>Vous n’avez pas le droit d’écrire à cet endroit.</translation>
    </message>
    <message>
        <source>{server} cannot answer at the moment (error {status}); try again later.</source>
        <translation>{server} ne peut pas répondre pour le moment (erreur {status})&#xa0;; réessayez plus tard.</translation>
    </message>
    <message>
        <source>{server} cannot be reached through the proxy of this network; check the proxy settings.</source>
        <translation>{server} est injoignable à travers le proxy de ce réseau&#xa0;; vérifiez les réglages du proxy.</translation>
    </message>
    <message>
        <source>{server} cannot be reached; check that this computer is online.</source>
        <translation>{server} est injoignable&#xa0;; vérifiez que cet ordinateur est connecté à Internet.</translation>
    </message>
    <message>
        <source>{server} could not prove who it is; something in this network may be listening in.</source>
        <translation>{server} n’a pas pu prouver son identité&#xa0;; ce réseau est peut-être surveillé.</translation>
    </message>
    <message>
        <source>{server} does not offer this file (any more); you can use a file that you have instead.</source>
        <translation>{server} ne propose pas (ou plus) ce fichier&#xa0;; vous pouvez utiliser un fichier que vous avez déjà.</translation>
    </message>
    <message>
        <source>{server} sends more than any model needs; the download was ended.</source>
        <translation>{server} envoie plus de données qu’aucun modèle n’en demande&#xa0;; le téléchargement a été arrêté.</translation>
    </message>
    <message>
        <source>{server} stopped sending; what has arrived is kept, and trying again goes on from there.</source>
        <translation>{server} n’envoie plus rien&#xa0;; ce qui est arrivé est conservé et un nouvel essai reprendra à partir de là.</translation>
    </message>
    <message>
        <source>{url} is not an address that can be downloaded from.</source>
        <translation>{url} n’est pas une adresse de téléchargement valable.</translation>
    </message>
</context>
<context>
    <name>CopyPlanDialog</name>
    <message>
        <source>Copy photos into one folder for each breed</source>
        <translation>Copier les photos dans un dossier par race</translation>
    </message>
    <message>
        <source>To be copied into “{target}”: {photos} ({size}), in {folders}.</source>
        <translation>À copier dans «&#xa0;{target}&#xa0;»&#xa0;: {photos} ({size}), dans {folders}.</translation>
    </message>
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
            <numerusform>%Ln dossier</numerusform>
            <numerusform>%Ln dossiers</numerusform>
        </translation>
    </message>
    <message>
        <source>Your photos stay where they are. Nothing is written over.</source>
        <translation>Vos photos restent où elles sont. Rien n’est écrasé.</translation>
    </message>
    <message>
        <source>Planned copies</source>
        <translation>Copies prévues</translation>
    </message>
    <message>
        <source>Folder and photo</source>
        <translation>Dossier et photo</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photo(s)</source>
        <translation>
            <numerusform>Copier %Ln photo</numerusform>
            <numerusform>Copier %Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (as {new_name})</source>
        <translation>{name} (sous le nom {new_name})</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissées de côté</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Let go to open these photos</source>
        <translation>Relâchez pour ouvrir ces photos</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Which breed is this dog?</source>
        <translation>De quelle race est ce chien&#xa0;?</translation>
    </message>
    <message>
        <source>Drop photos or a whole folder anywhere on this window.</source>
        <translation>Déposez des photos ou un dossier entier n’importe où dans cette fenêtre.</translation>
    </message>
    <message>
        <source>No photos were found there.</source>
        <translation>Aucune photo n’a été trouvée à cet endroit.</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Ouverts récemment</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Open a folder of photos (Ctrl+O)</source>
        <translation>Ouvrir un dossier de photos (Ctrl+O)</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Ouvrir des photos…</translation>
    </message>
    <message>
        <source>Open single photos (Ctrl+Shift+O)</source>
        <translation>Ouvrir quelques photos (Ctrl+Maj+O)</translation>
    </message>
    <message>
        <source>You can also paste a copied picture with Ctrl+V. Photos stay on your computer and are never changed.</source>
        <translation>Vous pouvez aussi coller une image copiée avec Ctrl+V. Les photos restent sur votre ordinateur et ne sont jamais modifiées.</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Un problème est survenu</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Détails de l’erreur</translation>
    </message>
    <message numerus="yes">
        <source>%n more error(s) since then. The latest:</source>
        <translation>
            <numerusform>%n autre erreur depuis. La dernière&#xa0;:</numerusform>
            <numerusform>%n autres erreurs depuis. La dernière&#xa0;:</numerusform>
        </translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>Afficher les &amp;détails</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>Ouvrir le dossier du &amp;journal</translation>
    </message>
    <message>
        <source>Hide &amp;details</source>
        <translation>Masquer les &amp;détails</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The computer has run out of memory. Close other programs, then try again.</source>
        <translation>L’ordinateur n’a plus assez de mémoire. Fermez d’autres programmes, puis réessayez.</translation>
    </message>
    <message>
        <source>The disk is full. Make some room, then try again.</source>
        <translation>Le disque est plein. Libérez de la place, puis réessayez.</translation>
    </message>
    <message>
        <source>You are not allowed to read or change “{name}”.</source>
        <translation>Vous n’avez pas le droit de lire ou de modifier «&#xa0;{name}&#xa0;».</translation>
    </message>
    <message>
        <source>“{name}” is not there any more.</source>
        <translation>«&#xa0;{name}&#xa0;» n’existe plus à cet endroit.</translation>
    </message>
    <message>
        <source>A file could not be read or written ({reason}).</source>
        <translation>Un fichier n’a pas pu être lu ou écrit ({reason}).</translation>
    </message>
    <message>
        <source>Something unexpected went wrong. Your photos are untouched; you can go on working.</source>
        <translation>Un problème inattendu est survenu. Vos photos sont intactes&#xa0;; vous pouvez continuer à travailler.</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>breeds</source>
        <translation>races</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
    <message>
        <source>Save the answers as a table</source>
        <translation>Enregistrer les réponses dans un tableau</translation>
    </message>
    <message>
        <source>Saving the table…</source>
        <translation>Enregistrement du tableau…</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Where to save the photos with heat maps</source>
        <translation>Où enregistrer les photos avec carte de chaleur</translation>
    </message>
    <message>
        <source>Saving heat maps…</source>
        <translation>Enregistrement des cartes de chaleur…</translation>
    </message>
    <message>
        <source>Where to make a folder for each breed</source>
        <translation>Où créer un dossier par race</translation>
    </message>
    <message>
        <source>Planning the copies…</source>
        <translation>Préparation des copies…</translation>
    </message>
    <message>
        <source>only the {count} photos shown, of {total}</source>
        <translation>seulement les {count} photos affichées, sur {total}</translation>
    </message>
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
            <numerusform>%Ln photo encore sans réponse est traitée d’abord.</numerusform>
            <numerusform>%Ln photos encore sans réponse sont traitées d’abord.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was written until then stays in “{name}”.</source>
        <translation>Ce qui a déjà été écrit reste dans «&#xa0;{name}&#xa0;».</translation>
    </message>
    <message>
        <source>Copying photos…</source>
        <translation>Copie des photos…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>The table was saved as “{name}”</source>
        <translation>Le tableau a été enregistré sous «&#xa0;{name}&#xa0;»</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) saved in “{name}”.</source>
        <translation>
            <numerusform>%Ln fichier enregistré dans «&#xa0;{name}&#xa0;».</numerusform>
            <numerusform>%Ln fichiers enregistrés dans «&#xa0;{name}&#xa0;».</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) left out.</source>
        <translation>
            <numerusform>%Ln photo laissée de côté.</numerusform>
            <numerusform>%Ln photos laissées de côté.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>pasted {moment}</source>
        <translation>collé {moment}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All photos</source>
        <translation>Toutes les photos</translation>
    </message>
    <message>
        <source>Dogs</source>
        <translation>Chiens</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Incertaines</translation>
    </message>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisibles</translation>
    </message>
    <message>
        <source>Find a breed or a file name</source>
        <translation>Chercher une race ou un nom de fichier</translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Breeds are found in English and in French (Ctrl+F; Esc clears)</source>
        <translation>Les races se trouvent en anglais et en français (Ctrl+F&#xa0;; Échap efface)</translation>
    </message>
    <message>
        <source>Photos shown</source>
        <translation>Photos affichées</translation>
    </message>
    <message>
        <source>Which photos are shown</source>
        <translation>Quelles photos sont affichées</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Par dossier</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>Par nom de fichier</translation>
    </message>
    <message>
        <source>By file date</source>
        <translation>Par date de fichier</translation>
    </message>
    <message>
        <source>By breed</source>
        <translation>Par race</translation>
    </message>
    <message>
        <source>By confidence</source>
        <translation>Par certitude</translation>
    </message>
    <message>
        <source>By lead over second breed</source>
        <translation>Par avance sur la deuxième race</translation>
    </message>
    <message>
        <source>By finding</source>
        <translation>Par résultat</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>The order of the photos</source>
        <translation>L’ordre des photos</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Décroissant</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Croissant</translation>
    </message>
    <message>
        <source>{direction}; press to reverse</source>
        <translation>{direction}&#xa0;; appuyez pour inverser</translation>
    </message>
</context>
<context>
    <name>FrameDialogs</name>
    <message>
        <source>Open a folder of photos</source>
        <translation>Ouvrir un dossier de photos</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Ouvrir des photos</translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message>
        <source>Identify</source>
        <translation>Identifier</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) could not be read.</source>
        <translation>
            <numerusform>%Ln dossier n’a pas pu être lu.</numerusform>
            <numerusform>%Ln dossiers n’ont pas pu être lus.</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo matches. Change the filter to see the others.</source>
        <translation>Aucune photo ne correspond. Changez le filtre pour voir les autres.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Only photos on this computer can be opened. Save the photo first, then open it.</source>
        <translation>Seules les photos de cet ordinateur peuvent être ouvertes. Enregistrez d’abord la photo, puis ouvrez-la.</translation>
    </message>
    <message>
        <source>There is no photo here. Copy a photo, files or a folder first.</source>
        <translation>Il n’y a pas de photo ici. Copiez d’abord une photo, des fichiers ou un dossier.</translation>
    </message>
    <message>
        <source>&amp;Open folder…</source>
        <translation>&amp;Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Open all photos of a folder</source>
        <translation>Ouvrir toutes les photos d’un dossier</translation>
    </message>
    <message>
        <source>Open &amp;photos…</source>
        <translation>Ouvrir des &amp;photos…</translation>
    </message>
    <message>
        <source>Open one or more photos</source>
        <translation>Ouvrir une ou plusieurs photos</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>C&amp;oller</translation>
    </message>
    <message>
        <source>Open the photo, files or folder that you copied</source>
        <translation>Ouvrir la photo, les fichiers ou le dossier que vous avez copiés</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Réglages…</translation>
    </message>
    <message>
        <source>Model, language, appearance and more</source>
        <translation>Modèle, langue, apparence et autres</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Plein écran</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>Raccourcis &amp;clavier</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>Ouvrir le dossier du &amp;journal</translation>
    </message>
    <message>
        <source>&amp;About BreedLens</source>
        <translation>À &amp;propos de BreedLens</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Dossiers &amp;récents</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Outils</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>ModelTitle</name>
    <message>
        <source>EfficientNet-Lite0 (fast)</source>
        <translation>EfficientNet-Lite0 (rapide)</translation>
    </message>
    <message>
        <source>EfficientNet-Lite2 (accurate)</source>
        <translation>EfficientNet-Lite2 (précis)</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0, 8-bit (fastest)</source>
        <translation>EfficientNet-Lite0, 8&#xa0;bits (le plus rapide)</translation>
    </message>
    <message>
        <source>EfficientNet-Lite2, 8-bit (accurate, faster)</source>
        <translation>EfficientNet-Lite2, 8&#xa0;bits (précis, plus rapide)</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0 and Lite2 together (most careful)</source>
        <translation>EfficientNet-Lite0 et Lite2 ensemble (le plus soigneux)</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Identifying</source>
        <translation>Identification</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Speed and disk space</source>
        <translation>Vitesse et espace disque</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>The neural network that names the breeds.</source>
        <translation>Le réseau de neurones qui nomme les races.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Looking at a photo more than once is a little more accurate and takes longer.</source>
        <translation>Regarder chaque photo plusieurs fois est un peu plus précis et prend plus de temps.</translation>
    </message>
    <message>
        <source>Fast: one look at each photo (recommended)</source>
        <translation>Rapide&#xa0;: un seul regard par photo (recommandé)</translation>
    </message>
    <message>
        <source>Thorough: each photo and its mirror image</source>
        <translation>Approfondie&#xa0;: chaque photo et son image en miroir</translation>
    </message>
    <message>
        <source>Most thorough: also the dog up close</source>
        <translation>Très approfondie&#xa0;: aussi le chien de près</translation>
    </message>
    <message>
        <source>Breeds shown</source>
        <translation>Races affichées</translation>
    </message>
    <message>
        <source>How many breeds are listed for a photo.</source>
        <translation>Combien de races sont proposées pour une photo.</translation>
    </message>
    <message>
        <source>Include subfolders</source>
        <translation>Inclure les sous-dossiers</translation>
    </message>
    <message>
        <source>Opening a folder also opens the folders inside it.</source>
        <translation>Ouvrir un dossier ouvre aussi les dossiers qu’il contient.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Also the language of the breed names.</source>
        <translation>Aussi la langue des noms de races.</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>Comme l’ordinateur</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Light or dark colours.</source>
        <translation>Couleurs claires ou sombres.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claire</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>Fils d’exécution</translation>
    </message>
    <message>
        <source>How many threads work on photos at once; 0 chooses for this computer.</source>
        <translation>Combien de fils traitent des photos en même temps&#xa0;; 0 choisit pour cet ordinateur.</translation>
    </message>
    <message>
        <source>Cache size</source>
        <translation>Taille du cache</translation>
    </message>
    <message>
        <source>Disk space for small pictures and known answers, so that a folder reopens at once.</source>
        <translation>Espace disque pour les vignettes et les réponses connues, afin qu’un dossier se rouvre aussitôt.</translation>
    </message>
    <message>
        <source> MB</source>
        <translation>&#xa0;Mo</translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message>
        <source>Previous and next photo</source>
        <translation>Photo précédente et suivante</translation>
    </message>
    <message>
        <source>Row above and row below in the grid</source>
        <translation>Ligne du dessus et du dessous dans la grille</translation>
    </message>
    <message>
        <source>Large photo, and back</source>
        <translation>Grande photo, et retour</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Entrée, Échap</translation>
    </message>
    <message>
        <source>Move the enlarged photo</source>
        <translation>Déplacer la photo agrandie</translation>
    </message>
    <message>
        <source>Shift + arrows</source>
        <translation>Maj + flèches</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Save the answers as a table (CSV)…</source>
        <translation>Enregistrer les réponses dans un tableau (CSV)…</translation>
    </message>
    <message>
        <source>Save photos with heat maps…</source>
        <translation>Enregistrer les photos avec carte de chaleur…</translation>
    </message>
    <message>
        <source>Copy photos into a folder for each breed…</source>
        <translation>Copier les photos dans un dossier par race…</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>Copier le chemin du fichier</translation>
    </message>
    <message>
        <source>Copy the picture as shown</source>
        <translation>Copier l’image telle qu’affichée</translation>
    </message>
    <message>
        <source>Save the picture as shown…</source>
        <translation>Enregistrer l’image telle qu’affichée…</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Montrer dans le gestionnaire de fichiers</translation>
    </message>
    <message>
        <source>Large photo</source>
        <translation>Grande photo</translation>
    </message>
    <message>
        <source>Show where the network looked</source>
        <translation>Montrer où le réseau a regardé</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Fit the window</source>
        <translation>Ajuster à la fenêtre</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Taille réelle</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>Vignettes plus grandes</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>Vignettes plus petites</translation>
    </message>
    <message>
        <source>Find a breed or a file name</source>
        <translation>Chercher une race ou un nom de fichier</translation>
    </message>
    <message>
        <source>Heat map of breed {place}</source>
        <translation>Carte de chaleur de la race {place}</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Enregistrer le tableau</translation>
    </message>
    <message>
        <source>Only the photo, without the grid (Ctrl+L; Enter in the grid, Esc to return)</source>
        <translation>Seulement la photo, sans la grille (Ctrl+L&#xa0;; Entrée dans la grille, Échap pour revenir)</translation>
    </message>
</context>
<context>
    <name>PhotoCommands</name>
    <message>
        <source>Save the picture as shown</source>
        <translation>Enregistrer l’image telle qu’affichée</translation>
    </message>
    <message>
        <source>{name} heat map</source>
        <translation>{name} carte de chaleur</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg)</source>
        <translation>Images (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Enregistré sous {path}</translation>
    </message>
</context>
<context>
    <name>PhotoDesk</name>
    <message>
        <source>No answer</source>
        <translation>Pas de réponse</translation>
    </message>
</context>
<context>
    <name>PhotoError</name>
    <message>
        <source>There is no such file, or not any more.</source>
        <translation>Ce fichier n’existe pas, ou plus.</translation>
    </message>
    <message>
        <source>This is a folder, not a photo.</source>
        <translation>C’est un dossier, pas une photo.</translation>
    </message>
    <message>
        <source>You are not allowed to read this file.</source>
        <translation>Vous n’avez pas le droit de lire ce fichier.</translation>
    </message>
    <message>
        <source>This is a device or a pipe, not a photo.</source>
        <translation>C’est un périphérique ou un tube, pas une photo.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Le fichier est vide.</translation>
    </message>
    <message>
        <source>This file is not a photo.</source>
        <translation>Ce fichier n’est pas une photo.</translation>
    </message>
    <message>
        <source>This kind of picture cannot be read ({what}).</source>
        <translation>Ce genre d’image ne peut pas être lu ({what}).</translation>
    </message>
    <message>
        <source>The picture is too large to open safely ({width} x {height} pixels).</source>
        <translation>L’image est trop grande pour être ouverte sans risque ({width}&#xa0;×&#xa0;{height}&#xa0;pixels).</translation>
    </message>
    <message>
        <source>The file ends too early: part of the picture is missing.</source>
        <translation>Le fichier s’arrête trop tôt&#xa0;: une partie de l’image manque.</translation>
    </message>
    <message>
        <source>The file is damaged and cannot be read.</source>
        <translation>Le fichier est endommagé et illisible.</translation>
    </message>
    <message>
        <source>The file could not be read from the disk ({what}).</source>
        <translation>Le fichier n’a pas pu être lu sur le disque ({what}).</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
</context>
<context>
    <name>PhotoPane</name>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} sur {count}</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Photo précédente</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Photo suivante</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Fit the window</source>
        <translation>Ajuster à la fenêtre</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Taille réelle</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>Fichier %1</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>Dossier de fichiers</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Raccourci</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Regarder dans&#xa0;:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>Fichiers de &amp;type&#xa0;:</translation>
    </message>
    <message>
        <source>Create a new folder.</source>
        <translation>Créer un nouveau dossier.</translation>
    </message>
    <message>
        <source>Go to the parent directory.</source>
        <translation>Aller au dossier parent.</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
</context>
<context>
    <name>RecentFolders</name>
    <message>
        <source>&amp;Clear this list</source>
        <translation>&amp;Vider cette liste</translation>
    </message>
    <message>
        <source>“{name}” is not there any more; it was taken off the list.</source>
        <translation>«&#xa0;{name}&#xa0;» n’existe plus&#xa0;; ce dossier a été retiré de la liste.</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Stopped: {answered} of {total} answered</source>
        <translation>Arrêté&#xa0;: {answered} réponses sur {total}</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Recherche de photos…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} photos/s</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>encore {seconds}&#xa0;s</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>encore {minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>encore {hours}&#xa0;h</translation>
    </message>
    <message>
        <source>Photos classified</source>
        <translation>Photos classées</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Answer the photos that are left</source>
        <translation>Traiter les photos qui restent</translation>
    </message>
    <message>
        <source>Stop here; what was found so far stays</source>
        <translation>Arrêter ici&#xa0;; ce qui a été trouvé est conservé</translation>
    </message>
    <message>
        <source>Stop classifying</source>
        <translation>Arrêter le classement</translation>
    </message>
</context>
<context>
    <name>ScopeDialog</name>
    <message>
        <source>The filter shows {shown} of {total} photos. Which ones do you want?</source>
        <translation>Le filtre affiche {shown} photos sur {total}. Lesquelles voulez-vous&#xa0;?</translation>
    </message>
    <message>
        <source>Which photos?</source>
        <translation>Quelles photos&#xa0;?</translation>
    </message>
    <message>
        <source>Only the {shown} shown</source>
        <translation>Seulement les {shown} affichées</translation>
    </message>
    <message>
        <source>All {total} photos</source>
        <translation>Les {total} photos</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Illisible</translation>
    </message>
    <message>
        <source>This photo cannot be read</source>
        <translation>Cette photo est illisible</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Pas encore examinée</translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
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
            <numerusform>%Ln chien</numerusform>
            <numerusform>%Ln chiens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a dog</source>
        <translation>
            <numerusform>%Ln sans chien</numerusform>
            <numerusform>%Ln sans chien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln illisible</numerusform>
            <numerusform>%Ln illisibles</numerusform>
        </translation>
    </message>
    <message>
        <source>{photos}: {parts}</source>
        <translation>{photos}&#xa0;: {parts}</translation>
    </message>
    <message>
        <source>No dog found ({percent})</source>
        <translation>Aucun chien trouvé ({percent})</translation>
    </message>
    <message>
        <source>A dog, of a breed not among the known ones</source>
        <translation>Un chien, d’une race qui n’est pas parmi les races connues</translation>
    </message>
    <message>
        <source>Nearest: {breeds}</source>
        <translation>Les plus proches&#xa0;: {breeds}</translation>
    </message>
    <message>
        <source>The photo leaves {count} breeds open.</source>
        <translation>La photo laisse {count} races possibles.</translation>
    </message>
    <message>
        <source>Perhaps {breed}</source>
        <translation>Peut-être {breed}</translation>
    </message>
    <message>
        <source>The photo leaves more than one breed open.</source>
        <translation>La photo laisse plus d’une race possible.</translation>
    </message>
    <message>
        <source>{percent} sure</source>
        <translation>Sûr à {percent}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>&amp;Clear cache</source>
        <translation>&amp;Vider le cache</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>calcul…</translation>
    </message>
    <message>
        <source>in use: {size}</source>
        <translation>utilisé&#xa0;: {size}</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Likeliest breeds</source>
        <translation>Races les plus probables</translation>
    </message>
    <message>
        <source>Choose a breed to see where the network looked for it (Ctrl+1 to Ctrl+5)</source>
        <translation>Choisissez une race pour voir où le réseau a regardé (Ctrl+1 à Ctrl+5)</translation>
    </message>
    <message>
        <source>Show breeds anyway</source>
        <translation>Afficher quand même les races</translation>
    </message>
    <message>
        <source>The breeds that the model would name if this were a dog</source>
        <translation>Les races que le modèle donnerait si c’était un chien</translation>
    </message>
    <message>
        <source>Show where the network looked</source>
        <translation>Montrer où le réseau a regardé</translation>
    </message>
    <message>
        <source>Heat map over the photo (Ctrl+Shift+H)</source>
        <translation>Carte de chaleur sur la photo (Ctrl+Maj+H)</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Intensité</translation>
    </message>
    <message>
        <source>Strength of the heat map</source>
        <translation>Intensité de la carte de chaleur</translation>
    </message>
    <message>
        <source>How strongly the heat map covers the photo</source>
        <translation>À quel point la carte de chaleur couvre la photo</translation>
    </message>
    <message>
        <source>looked little</source>
        <translation>peu regardé</translation>
    </message>
    <message>
        <source>looked much</source>
        <translation>très regardé</translation>
    </message>
    <message>
        <source>Dashed: the part of the photo that the network saw.</source>
        <translation>En tirets&#xa0;: la partie de la photo que le réseau a vue.</translation>
    </message>
</context>
</TS>
