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
        <source>Folders</source>
        <translation>Dossiers</translation>
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
        <source>Version {version}, made from the source of {day} ({commit})</source>
        <translation>Version {version}, faite à partir du code du {day} ({commit})</translation>
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
        <source>Read the licences in full</source>
        <translation>Lire le texte des licences</translation>
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
    <name>AcceptAboveDialog</name>
    <message>
        <source>Accept all above…</source>
        <translation>Accepter tout au-dessus…</translation>
    </message>
    <message>
        <source>Least probability</source>
        <translation>Probabilité minimale</translation>
    </message>
    <message>
        <source>%</source>
        <translation>&#x202f;%</translation>
    </message>
    <message>
        <source>Accept the first breed of every photo from this probability on:</source>
        <translation>Accepter la première race de chaque photo à partir de cette probabilité&#xa0;:</translation>
    </message>
    <message>
        <source>Take all breeds</source>
        <translation>Prendre toutes les races</translation>
    </message>
    <message>
        <source>Leave all out</source>
        <translation>Tout écarter</translation>
    </message>
    <message>
        <source>Breeds that would be accepted</source>
        <translation>Races qui seraient acceptées</translation>
    </message>
    <message numerus="yes">
        <source>Reading what the model said of %Ln photo(s)…</source>
        <translation>
            <numerusform>Lecture de ce que le modèle a dit de %Ln photo…</numerusform>
            <numerusform>Lecture de ce que le modèle a dit de %Ln photos…</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo without a label shows a dog of a known breed, as far as the model has looked.</source>
        <translation>Aucune photo sans étiquette ne montre de chien d’une race connue, parmi celles que le modèle a regardées.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) will be labelled as one step.</source>
        <translation>
            <numerusform>%Ln photo sera étiquetée, en une seule étape.</numerusform>
            <numerusform>%Ln photos seront étiquetées, en une seule étape.</numerusform>
        </translation>
    </message>
    <message>
        <source>less sure: {count}</source>
        <translation>moins sûres&#xa0;: {count}</translation>
    </message>
    <message>
        <source>of breeds left out: {count}</source>
        <translation>de races écartées&#xa0;: {count}</translation>
    </message>
    <message>
        <source>without a dog of a known breed: {count}</source>
        <translation>sans chien d’une race connue&#xa0;: {count}</translation>
    </message>
    <message>
        <source>not looked at yet, or unreadable: {count}</source>
        <translation>pas encore regardées ou illisibles&#xa0;: {count}</translation>
    </message>
    <message>
        <source>labelled already: {count}</source>
        <translation>déjà étiquetées&#xa0;: {count}</translation>
    </message>
    <message>
        <source>What stays as it is – {parts}.</source>
        <translation>Ce qui reste tel quel – {parts}.</translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln photo(s)</source>
        <translation>
            <numerusform>Accepter %Ln photo</numerusform>
            <numerusform>Accepter %Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo is as sure as this.</source>
        <translation>Aucune photo n’est aussi sûre.</translation>
    </message>
    <message>
        <source>The probabilities of this model were never checked on photos: look closely.</source>
        <translation>Les probabilités de ce modèle n’ont jamais été vérifiées sur des photos&#xa0;: regardez de près.</translation>
    </message>
    <message>
        <source>Going by the photos on which the model was checked ({checked}), about {right} of 100 such answers are right; of the least sure ones, about {least}.</source>
        <translation>D’après les photos sur lesquelles le modèle a été vérifié ({checked}), environ {right} réponses de ce genre sur 100 sont justes&#x202f;; parmi les moins sûres, environ {least}.</translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>The shares for learning and validation are more than the whole together.</source>
        <translation>Les parts pour l’apprentissage et la validation dépassent le tout.</translation>
    </message>
    <message>
        <source>Left for the test: {percent}</source>
        <translation>Reste pour le test&#xa0;: {percent}</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Apprentissage</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>Division of the photos</source>
        <translation>Répartition des photos</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Réglage fin</translation>
    </message>
    <message>
        <source>Once or several times</source>
        <translation>Une ou plusieurs fois</translation>
    </message>
    <message>
        <source>Find a learning rate…</source>
        <translation>Chercher un taux d’apprentissage…</translation>
    </message>
    <message>
        <source>Tries ever larger rates for a moment, and suggests one</source>
        <translation>Essaie un instant des taux de plus en plus grands et en propose un</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>How large the steps are</source>
        <translation>La taille des pas</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Loss in validation</source>
        <translation>Perte en validation</translation>
    </message>
    <message>
        <source>Accuracy in validation</source>
        <translation>Exactitude en validation</translation>
    </message>
    <message>
        <source>Loss in training</source>
        <translation>Perte à l’entraînement</translation>
    </message>
    <message>
        <source>Accuracy in training</source>
        <translation>Exactitude à l’entraînement</translation>
    </message>
    <message>
        <source>How the steps are found</source>
        <translation>La manière de trouver les pas</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Inertie</translation>
    </message>
    <message>
        <source>How much of the step before is kept; for SGD and RMSprop</source>
        <translation>Part du pas précédent qui est gardée&#x202f;; pour SGD et RMSprop</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Décroissance des poids</translation>
    </message>
    <message>
        <source>Draws the weights towards 0, which keeps the model simple; for AdamW</source>
        <translation>Attire les poids vers 0, ce qui garde le modèle simple&#x202f;; pour AdamW</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Taille des lots</translation>
    </message>
    <message>
        <source>Photos a step; smaller ones need less memory</source>
        <translation>Photos par pas&#x202f;; de petits lots demandent moins de mémoire</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same number repeats the same training</source>
        <translation>Le même nombre répète le même entraînement</translation>
    </message>
    <message>
        <source>Progress of</source>
        <translation>Progrès de</translation>
    </message>
    <message>
        <source>What must become better; it also decides which epoch is the best</source>
        <translation>Ce qui doit s’améliorer&#x202f;; décide aussi quelle époque est la meilleure</translation>
    </message>
    <message>
        <source>Keep the best epoch</source>
        <translation>Garder la meilleure époque</translation>
    </message>
    <message>
        <source>The model is that of the best epoch, not of the last one</source>
        <translation>Le modèle est celui de la meilleure époque, non de la dernière</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>Taux d’apprentissage au fil du temps</translation>
    </message>
    <message>
        <source>Stays the same</source>
        <translation>Reste le même</translation>
    </message>
    <message>
        <source>Falls in steps</source>
        <translation>Baisse par paliers</translation>
    </message>
    <message>
        <source>Falls smoothly (cosine)</source>
        <translation>Baisse en douceur (cosinus)</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Évolution</translation>
    </message>
    <message>
        <source>How the learning rate changes from epoch to epoch</source>
        <translation>Comment le taux d’apprentissage change d’une époque à l’autre</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Échauffement</translation>
    </message>
    <message>
        <source>Epochs in which the learning rate grows to its full size</source>
        <translation>Époques pendant lesquelles le taux d’apprentissage croît jusqu’à sa pleine valeur</translation>
    </message>
    <message>
        <source>A step every</source>
        <translation>Un palier toutes les</translation>
    </message>
    <message>
        <source>Epochs between two steps down</source>
        <translation>Époques entre deux paliers</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Multiplié par</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by at each step</source>
        <translation>Facteur appliqué au taux d’apprentissage à chaque palier</translation>
    </message>
    <message>
        <source>Down to</source>
        <translation>Jusqu’à</translation>
    </message>
    <message>
        <source>The last learning rate, as a share of the first</source>
        <translation>Le dernier taux d’apprentissage, en part du premier</translation>
    </message>
    <message>
        <source>Lower without progress after</source>
        <translation>Baisser sans progrès après</translation>
    </message>
    <message>
        <source>Epochs without a better result, after which the learning rate is lowered</source>
        <translation>Époques sans meilleur résultat, après lesquelles le taux d’apprentissage est baissé</translation>
    </message>
    <message>
        <source>Lower it by</source>
        <translation>Facteur de baisse</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by each time</source>
        <translation>Facteur appliqué chaque fois au taux d’apprentissage</translation>
    </message>
    <message>
        <source>What must become better</source>
        <translation>Ce qui doit s’améliorer</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Lissage des étiquettes</translation>
    </message>
    <message>
        <source>How much doubt is put into every label; keeps the model from overconfidence</source>
        <translation>La part de doute mise dans chaque étiquette&#x202f;; évite au modèle d’être trop sûr de lui</translation>
    </message>
    <message>
        <source>Rare breeds count more</source>
        <translation>Les races rares comptent plus</translation>
    </message>
    <message>
        <source>Weighs every breed alike, however few its photos</source>
        <translation>Donne le même poids à chaque race, même si elle a peu de photos</translation>
    </message>
    <message>
        <source>When it ends</source>
        <translation>Quand il s’arrête</translation>
    </message>
    <message>
        <source>Stop without progress after</source>
        <translation>Arrêter sans progrès après</translation>
    </message>
    <message>
        <source>Epochs without a better result on the validation photos</source>
        <translation>Époques sans meilleur résultat sur les photos de validation</translation>
    </message>
    <message>
        <source>Reuse features</source>
        <translation>Réutiliser les caractéristiques</translation>
    </message>
    <message>
        <source>Looks at every photo once instead of in each epoch, where the network allows it</source>
        <translation>Regarde chaque photo une fois au lieu d’à chaque époque, là où le réseau le permet</translation>
    </message>
    <message>
        <source>Views of each photo</source>
        <translation>Vues de chaque photo</translation>
    </message>
    <message>
        <source>How many changed versions of a photo are reused</source>
        <translation>Combien de versions modifiées d’une photo sont réutilisées</translation>
    </message>
    <message>
        <source>To learn from</source>
        <translation>Pour apprendre</translation>
    </message>
    <message>
        <source>Share of each breed&apos;s photos</source>
        <translation>Part des photos de chaque race</translation>
    </message>
    <message>
        <source>For validation</source>
        <translation>Pour la validation</translation>
    </message>
    <message>
        <source>Share that is looked at after every epoch</source>
        <translation>Part qui est regardée après chaque époque</translation>
    </message>
    <message>
        <source>Seed of the division</source>
        <translation>Graine de la répartition</translation>
    </message>
    <message>
        <source>The same number divides in the same way</source>
        <translation>Le même nombre répartit de la même façon</translation>
    </message>
    <message>
        <source>As the network has it</source>
        <translation>Comme dans le réseau</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Activé</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Side of the photo</source>
        <translation>Côté de la photo</translation>
    </message>
    <message>
        <source>Pixels that the network is shown across; more show more, and take longer</source>
        <translation>Largeur en pixels de ce que voit le réseau&#x202f;; plus il y en a, plus il voit, et plus c’est long</translation>
    </message>
    <message>
        <source>Blocks that learn</source>
        <translation>Blocs qui apprennent</translation>
    </message>
    <message>
        <source>Top blocks of a pretrained network that learn from the first epoch on</source>
        <translation>Derniers blocs d’un réseau préentraîné qui apprennent dès la première époque</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Composantes principales</translation>
    </message>
    <message>
        <source>Features are reduced to so many numbers first (PCA)</source>
        <translation>Les caractéristiques sont d’abord réduites à ce nombre de valeurs (ACP)</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>Couches cachées</translation>
    </message>
    <message>
        <source>Units of the layers before the answer, such as 200, 100; 0 for none</source>
        <translation>Unités des couches avant la réponse, par exemple 200, 100&#x202f;; 0 pour aucune</translation>
    </message>
    <message>
        <source>Their activation</source>
        <translation>Leur activation</translation>
    </message>
    <message>
        <source>What the units of the hidden layers make of what they see</source>
        <translation>Ce que les unités des couches cachées font de ce qu’elles reçoivent</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Abandon (dropout)</translation>
    </message>
    <message>
        <source>Share of the units that sit out each step, from 0 to 1; against learning by heart</source>
        <translation>Part des unités mises au repos à chaque pas, de 0 à 1&#x202f;; contre l’apprentissage par cœur</translation>
    </message>
    <message>
        <source>Mean of all places</source>
        <translation>Moyenne de tous les endroits</translation>
    </message>
    <message>
        <source>Every place by itself</source>
        <translation>Chaque endroit à part</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Regroupement</translation>
    </message>
    <message>
        <source>How what was seen at each place of the photo is put together</source>
        <translation>Comment ce qui a été vu à chaque endroit de la photo est réuni</translation>
    </message>
    <message>
        <source>Batch normalisation</source>
        <translation>Normalisation par lot</translation>
    </message>
    <message>
        <source>Brings the values between the hidden layers to one scale</source>
        <translation>Ramène les valeurs entre les couches cachées à une même échelle</translation>
    </message>
    <message>
        <source>Layer normalisation</source>
        <translation>Normalisation de couche</translation>
    </message>
    <message>
        <source>Brings the features of each photo to one scale</source>
        <translation>Ramène les caractéristiques de chaque photo à une même échelle</translation>
    </message>
    <message>
        <source>Penalty for large weights</source>
        <translation>Pénalité des grands poids</translation>
    </message>
    <message>
        <source>Keeps the layers before the answer simple (L2), such as 0.0001</source>
        <translation>Garde simples les couches avant la réponse (L2), par exemple 0,0001</translation>
    </message>
    <message>
        <source>On a graphics card</source>
        <translation>Sur une carte graphique</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>Précision mixte</translation>
    </message>
    <message>
        <source>Computes with shorter numbers: faster, and with less memory</source>
        <translation>Calcule avec des nombres plus courts&#xa0;: plus vite, et avec moins de mémoire</translation>
    </message>
    <message>
        <source>Top blocks</source>
        <translation>Derniers blocs</translation>
    </message>
    <message>
        <source>How many blocks of the pretrained network learn too, in a second phase</source>
        <translation>Combien de blocs du réseau préentraîné apprennent aussi, dans une seconde phase</translation>
    </message>
    <message>
        <source>Epochs of it</source>
        <translation>Époques du réglage</translation>
    </message>
    <message>
        <source>Length of the second phase</source>
        <translation>Durée de la seconde phase</translation>
    </message>
    <message>
        <source>Learning rate of it</source>
        <translation>Taux du réglage</translation>
    </message>
    <message>
        <source>Much smaller than the first</source>
        <translation>Bien plus petit que le premier</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Where it helps</source>
        <translation>Où c’est utile</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Toujours</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
</context>
<context>
    <name>AugmentationPanel</name>
    <message>
        <source>Nine of the ways in which training may see this photo.</source>
        <translation>Neuf des façons dont l’entraînement peut voir cette photo.</translation>
    </message>
    <message>
        <source>This photo cannot be read.</source>
        <translation>Cette photo ne peut pas être lue.</translation>
    </message>
    <message>
        <source>Choose photos first; then you see here what training makes of one of them.</source>
        <translation>Choisissez d’abord des photos&#x202f;; vous verrez ici ce que l’entraînement fait de l’une d’elles.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Modifications</translation>
    </message>
    <message>
        <source>Changes to the photos</source>
        <translation>Modifications des photos</translation>
    </message>
    <message>
        <source>As the recipe says</source>
        <translation>Selon la recette</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Gentle</source>
        <translation>Légères</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Fortes</translation>
    </message>
    <message>
        <source>Another photo</source>
        <translation>Une autre photo</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>Inverser gauche et droite</translation>
    </message>
    <message>
        <source>Every other photo, by chance</source>
        <translation>Une photo sur deux, au hasard</translation>
    </message>
    <message>
        <source>Cut out a part</source>
        <translation>Recadrer une partie</translation>
    </message>
    <message>
        <source>Up to this share of the photo may be left out of sight</source>
        <translation>Jusqu’à cette part de la photo peut rester hors champ</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Tourner</translation>
    </message>
    <message>
        <source>Up to so many degrees to either side</source>
        <translation>Jusqu’à tant de degrés de chaque côté</translation>
    </message>
    <message>
        <source>Move sideways</source>
        <translation>Décaler en largeur</translation>
    </message>
    <message>
        <source>Up to this share of the width</source>
        <translation>Jusqu’à cette part de la largeur</translation>
    </message>
    <message>
        <source>Move up and down</source>
        <translation>Décaler en hauteur</translation>
    </message>
    <message>
        <source>Up to this share of the height</source>
        <translation>Jusqu’à cette part de la hauteur</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Up to this much larger or smaller</source>
        <translation>Jusqu’à tant de plus ou de moins</translation>
    </message>
    <message>
        <source>Slant</source>
        <translation>Incliner</translation>
    </message>
    <message>
        <source>Up to so many degrees</source>
        <translation>Jusqu’à tant de degrés</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Luminosité</translation>
    </message>
    <message>
        <source>Up to this much brighter or darker</source>
        <translation>Jusqu’à tant de plus clair ou de plus sombre</translation>
    </message>
    <message>
        <source>Random changes</source>
        <translation>Changements au hasard</translation>
    </message>
    <message>
        <source>Strength of two random changes of colour and shape (RandAugment)</source>
        <translation>Force de deux changements de couleur ou de forme, au hasard (RandAugment)</translation>
    </message>
    <message>
        <source>Mix photos</source>
        <translation>Mélanger des photos</translation>
    </message>
    <message>
        <source>How much photos are blended into each other (mixup)</source>
        <translation>À quel point les photos se fondent l’une dans l’autre (mixup)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aucun</translation>
    </message>
</context>
<context>
    <name>BreedEdit</name>
    <message>
        <source>Type a breed</source>
        <translation>Saisir une race</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>English and French names; Enter takes the marked breed, Esc leaves</source>
        <translation>Noms anglais et français&#x202f;; Entrée prend la race marquée, Échap quitte</translation>
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
        <source>A recipe called {name} comes with BreedLens; please choose another name.</source>
        <translation>Une recette nommée {name} est fournie avec BreedLens&#x202f;; veuillez choisir un autre nom.</translation>
    </message>
    <message>
        <source>A recipe has no field {field}. There are: {names}.</source>
        <translation>Une recette n’a pas de champ {field}. Il y a&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>A recipe has no field {field}; perhaps {nearest} is meant.</source>
        <translation>Une recette n’a pas de champ {field}&#x202f;; peut-être {nearest}.</translation>
    </message>
    <message>
        <source>A recipe has several fields called {field}: {names}. Please write the whole name.</source>
        <translation>Une recette a plusieurs champs nommés {field}&#xa0;: {names}. Veuillez écrire le nom entier.</translation>
    </message>
    <message>
        <source>A split is called train, validation or test, or left empty; the table says {words}.</source>
        <translation>Une répartition s’appelle train, validation ou test, ou reste vide&#x202f;; le tableau dit {words}.</translation>
    </message>
    <message>
        <source>All photos to train on are of one breed, {breed}: there is nothing to tell apart. Add photos of another breed.</source>
        <translation>Toutes les photos à apprendre sont d’une seule race, {breed}&#xa0;: il n’y a rien à distinguer. Ajoutez des photos d’une autre race.</translation>
    </message>
    <message>
        <source>At least two breeds are needed with photos to learn from and others to test on; there are {count}.</source>
        <translation>Il faut au moins deux races ayant des photos pour apprendre et d’autres pour le test&#x202f;; il y en a {count}.</translation>
    </message>
    <message>
        <source>In the preprocessing step {step}, {option} must be a number from {lowest} to {highest}, not {value}.</source>
        <translation>Dans l’étape de préparation {step}, {option} doit être un nombre de {lowest} à {highest}, et non {value}.</translation>
    </message>
    <message>
        <source>In the preprocessing step {step}, {option} must be a whole number from {lowest} to {highest}, not {value}.</source>
        <translation>Dans l’étape de préparation {step}, {option} doit être un nombre entier de {lowest} à {highest}, et non {value}.</translation>
    </message>
    <message>
        <source>In the preprocessing step {step}, {option} must be one of {known}, not {value}.</source>
        <translation>Dans l’étape de préparation {step}, {option} doit être l’un de {known}, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, a range of search needs low and high (low below high, above 0 and without step where log is true), or choices alone.</source>
        <translation>Dans la recette, une plage de recherche demande low et high (low inférieur à high, positif et sans step si log est vrai), ou choices seul.</translation>
    </message>
    <message>
        <source>In the recipe, a search cannot try values of {field}: all trials share one division of the photos.</source>
        <translation>Dans la recette, une recherche ne peut pas essayer de valeurs de {field}&#xa0;: tous les essais partagent une même répartition des photos.</translation>
    </message>
    <message>
        <source>In the recipe, based_on must be the name of another recipe.</source>
        <translation>Dans la recette, based_on doit être le nom d’une autre recette.</translation>
    </message>
    <message>
        <source>In the recipe, data.fold must be less than data.folds ({folds}), not {fold}.</source>
        <translation>Dans la recette, data.fold doit être inférieur à data.folds ({folds}), et non {fold}.</translation>
    </message>
    <message>
        <source>In the recipe, data.train, data.validation and data.test must make 1 together.</source>
        <translation>Dans la recette, data.train, data.validation et data.test doivent faire 1 ensemble.</translation>
    </message>
    <message>
        <source>In the recipe, each step of preprocessing and evaluation_preprocessing needs a name: step.</source>
        <translation>Dans la recette, chaque étape de preprocessing et d’evaluation_preprocessing demande un nom&#xa0;: step.</translation>
    </message>
    <message>
        <source>In the recipe, every value must be given: null is none.</source>
        <translation>Dans la recette, chaque valeur doit être donnée&#xa0;: null n’en est pas une.</translation>
    </message>
    <message>
        <source>In the recipe, leave_out must be a list of fields.</source>
        <translation>Dans la recette, leave_out doit être une liste de champs.</translation>
    </message>
    <message>
        <source>In the recipe, mean and std in scaling and evaluation_scaling go together, with the kind standardise.</source>
        <translation>Dans la recette, mean et std de scaling et evaluation_scaling vont ensemble, avec le type standardise.</translation>
    </message>
    <message>
        <source>In the recipe, the first value of augmentation.{name} must not exceed the second.</source>
        <translation>Dans la recette, la première valeur de augmentation.{name} ne doit pas dépasser la seconde.</translation>
    </message>
    <message>
        <source>In the recipe, training.feature_cache cannot be on while architecture.trainable_top_blocks is not 0: the features change while the blocks learn.</source>
        <translation>Dans la recette, training.feature_cache ne peut pas être «&#xa0;on&#xa0;» si architecture.trainable_top_blocks n’est pas 0&#xa0;: les caractéristiques changent pendant que les blocs apprennent.</translation>
    </message>
    <message>
        <source>In the recipe, training.feature_cache cannot be on with an augmentation while training.cached_views is 1: the one view that is kept is the unchanged photo.</source>
        <translation>Dans la recette, training.feature_cache ne peut pas être on avec une augmentation tant que training.cached_views vaut 1&#xa0;: la seule vue gardée est la photo inchangée.</translation>
    </message>
    <message>
        <source>In the recipe, training.schedule and training.reduce_on_plateau cannot both set the learning rate.</source>
        <translation>Dans la recette, training.schedule et training.reduce_on_plateau ne peuvent pas régler tous deux le taux d’apprentissage.</translation>
    </message>
    <message>
        <source>In the recipe, {field} cannot be {value}.</source>
        <translation>Dans la recette, {field} ne peut pas être {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} is for the optimisers {known} alone, not for {optimiser}.</source>
        <translation>Dans la recette, {field} ne vaut que pour les optimiseurs {known}, pas pour {optimiser}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be a list, not {value}.</source>
        <translation>Dans la recette, {field} doit être une liste, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be a number, not {value}.</source>
        <translation>Dans la recette, {field} doit être un nombre, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be a table of fields, not {value}.</source>
        <translation>Dans la recette, {field} doit être une table de champs, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be a text, not {value}.</source>
        <translation>Dans la recette, {field} doit être un texte, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be a whole number, not {value}.</source>
        <translation>Dans la recette, {field} doit être un nombre entier, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be at least {bound}, not {value}.</source>
        <translation>Dans la recette, {field} doit être au moins {bound}, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be at most {bound}, not {value}.</source>
        <translation>Dans la recette, {field} doit être au plus {bound}, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be greater than {bound}, not {value}.</source>
        <translation>Dans la recette, {field} doit être supérieur à {bound}, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be imagenet, random or file: and a path, not {value}.</source>
        <translation>Dans la recette, {field} doit être imagenet, random ou «&#xa0;file:&#xa0;» suivi d’un chemin, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be less than {bound}, not {value}.</source>
        <translation>Dans la recette, {field} doit être inférieur à {bound}, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be made of small letters and digits, with dashes between, not {value}.</source>
        <translation>Dans la recette, {field} doit être fait de minuscules et de chiffres, séparés par des tirets, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be one of {choices}, not {value}.</source>
        <translation>Dans la recette, {field} doit être l’un de {choices}, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} must be true or false, not {value}.</source>
        <translation>Dans la recette, {field} doit être true ou false, et non {value}.</translation>
    </message>
    <message>
        <source>In the recipe, {field} needs a pretrained network, and architecture.name says {network}, which starts from nothing.</source>
        <translation>Dans la recette, {field} demande un réseau préentraîné, or architecture.name indique {network}, qui part de rien.</translation>
    </message>
    <message>
        <source>It takes at least two models to answer together.</source>
        <translation>Il faut au moins deux modèles pour répondre ensemble.</translation>
    </message>
    <message>
        <source>No breed was named.</source>
        <translation>Aucune race n’a été nommée.</translation>
    </message>
    <message>
        <source>No fold was trained, so there is nothing to compare.</source>
        <translation>Aucune partie n’a été entraînée, il n’y a donc rien à comparer.</translation>
    </message>
    <message>
        <source>No photo has a breed, so there is nothing to learn.</source>
        <translation>Aucune photo n’a de race, il n’y a donc rien à apprendre.</translation>
    </message>
    <message>
        <source>No photo is left for validation, so trials cannot be compared.</source>
        <translation>Il ne reste aucune photo pour la validation, les essais ne peuvent donc pas être comparés.</translation>
    </message>
    <message>
        <source>No photo is left to train on: put some photos of each breed into the part for training.</source>
        <translation>Il ne reste aucune photo à apprendre&#xa0;: mettez des photos de chaque race dans la part d’apprentissage.</translation>
    </message>
    <message>
        <source>None of the next {count} photos can be read ({path}: {reason}) Please put them back where they were.</source>
        <translation>Aucune des {count} photos suivantes ne peut être lue ({path}&#xa0;: {reason}) Veuillez les remettre où elles étaient.</translation>
    </message>
    <message>
        <source>None of the photos of fold {number} can be read. Please put them back where they were.</source>
        <translation>Aucune des photos du pli {number} ne peut être lue. Veuillez les remettre où elles étaient.</translation>
    </message>
    <message>
        <source>None of the photos to train on can be read. Please put them back where they were.</source>
        <translation>Aucune des photos à apprendre ne peut être lue. Veuillez les remettre où elles étaient.</translation>
    </message>
    <message>
        <source>None of the {count} photos that {path} names was found; say in which folder they are.</source>
        <translation>Aucune des {count} photos que nomme {path} n’a été trouvée&#x202f;; dites dans quel dossier elles sont.</translation>
    </message>
    <message>
        <source>Of {folds} folds there is none numbered {fold}: at least 2 are needed, counted from 0.</source>
        <translation>Parmi {folds} parties, aucune ne porte le numéro {fold}&#xa0;: il en faut au moins 2, comptées à partir de 0.</translation>
    </message>
    <message>
        <source>Photos changed or vanished while the models answered; please try again.</source>
        <translation>Des photos ont changé ou disparu pendant que les modèles répondaient&#x202f;; veuillez réessayer.</translation>
    </message>
    <message>
        <source>Photos have disappeared or changed while they were being studied.</source>
        <translation>Des photos ont disparu ou changé pendant l’étude.</translation>
    </message>
    <message>
        <source>Photos of {size} pixels are too small for {title}.</source>
        <translation>Des photos de {size} pixels sont trop petites pour {title}.</translation>
    </message>
    <message>
        <source>Photos that are there more than once, in files of equal content: {count}.</source>
        <translation>Photos présentes plus d’une fois, dans des fichiers de même contenu&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Photos that are there more than once, nearly alike (another size, the same moment): {count}.</source>
        <translation>Photos présentes plus d’une fois, presque semblables (autre taille, même instant)&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Pictures in more than one split, as copies or nearly so: {count}. What is tested would have been seen in training; leaving out takes them from the training photos.</source>
        <translation>Images dans plus d’une part, copiées ou presque&#xa0;: {count}. Ce qui est testé aurait été vu à l’entraînement&#x202f;; les écarter les retire des photos d’apprentissage.</translation>
    </message>
    <message>
        <source>Pictures that are there under different breeds: {count}; the first of them as {names}.</source>
        <translation>Images présentes sous des races différentes&#xa0;: {count}&#x202f;; la première comme {names}.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong in the search for a learning rate ({what}).</source>
        <translation>Une erreur inattendue est survenue pendant la recherche d’un taux d’apprentissage ({what}).</translation>
    </message>
    <message>
        <source>Something unexpected went wrong in the training ({what}). The log of the run says more: {log}</source>
        <translation>Une erreur inattendue est survenue pendant l’entraînement ({what}). Le journal en dit plus&#xa0;: {log}</translation>
    </message>
    <message>
        <source>Split C is about five breeds; the data set has no photo of: {breeds}.</source>
        <translation>La répartition C concerne cinq races&#x202f;; il n’y a aucune photo de&#xa0;: {breeds}.</translation>
    </message>
    <message>
        <source>The augmentation {name} must lie between {lowest} and {highest}, not be {value}.</source>
        <translation>L’augmentation {name} doit être entre {lowest} et {highest}, et non {value}.</translation>
    </message>
    <message>
        <source>The augmentation {name} takes two numbers, not {value}.</source>
        <translation>L’augmentation {name} demande deux nombres, et non {value}.</translation>
    </message>
    <message>
        <source>The computer has run out of memory. Try a smaller batch, or close other programs.</source>
        <translation>L’ordinateur n’a plus de mémoire. Essayez des lots plus petits, ou fermez d’autres programmes.</translation>
    </message>
    <message>
        <source>The connection to {server} breaks off again and again; trying again goes on from where it was.</source>
        <translation>La connexion à {server} est sans cesse interrompue&#xa0;; un nouvel essai reprendra là où elle s’est arrêtée.</translation>
    </message>
    <message>
        <source>The data has no {wanted} photos. It has: {present}.</source>
        <translation>Il n’y a pas de photos {wanted}. Il y a&#xa0;: {present}.</translation>
    </message>
    <message>
        <source>The data set has no breed called {names}. It has: {known}.</source>
        <translation>Il n’y a pas de race nommée {names}. Il y a&#xa0;: {known}.</translation>
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
        <source>The exported model would not answer as {name} does, and was not kept.</source>
        <translation>Le modèle exporté ne répondrait pas comme {name}, et n’a pas été gardé.</translation>
    </message>
    <message>
        <source>The file from {server} is not the one that its publisher describes, and was thrown away.</source>
        <translation>Le fichier reçu de {server} ne correspond pas à celui décrit par son éditeur&#xa0;; il a été supprimé.</translation>
    </message>
    <message>
        <source>The file {path} holds a program of its own ({what}), which BreedLens does not run.</source>
        <translation>Le fichier {path} contient son propre programme ({what}), que BreedLens n’exécute pas.</translation>
    </message>
    <message>
        <source>The file {path} is damaged, or is no model saved by Keras.</source>
        <translation>Le fichier {path} est endommagé, ou n’est pas un modèle enregistré par Keras.</translation>
    </message>
    <message>
        <source>The file {path} is too large for a recipe.</source>
        <translation>Le fichier {path} est trop gros pour une recette.</translation>
    </message>
    <message>
        <source>The folder of this run is not there any more, so the training has ended. Start a new run.</source>
        <translation>Le dossier de cet entraînement n’est plus là, il s’est donc arrêté. Lancez-en un nouveau.</translation>
    </message>
    <message>
        <source>The folder to write to is not there.</source>
        <translation>Le dossier de destination n’existe pas.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read: {reason}</source>
        <translation>Le dossier {path} ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The form of labels has two columns, an id and a label; the sample has {count}. Choose the form probabilities, or another sample.</source>
        <translation>La forme «&#xa0;labels&#xa0;» a deux colonnes, un identifiant et une étiquette&#x202f;; l’exemple en a {count}. Choisissez la forme «&#xa0;probabilities&#xa0;» ou un autre exemple.</translation>
    </message>
    <message>
        <source>The model {name} is not on this computer yet. With a network, this command in a terminal downloads it: breedlens models get {name}</source>
        <translation>Le modèle {name} n’est pas encore sur cet ordinateur. Avec un réseau, cette commande dans un terminal le télécharge&#xa0;: breedlens models get {name}</translation>
    </message>
    <message>
        <source>{first} and {second} do not know the same breeds, so they cannot answer together. Only one of them knows: {breeds}.</source>
        <translation>{first} et {second} ne connaissent pas les mêmes races et ne peuvent donc pas répondre ensemble. Un seul des deux connaît&#xa0;: {breeds}.</translation>
    </message>
    <message>
        <source>The labels {path} need a column of ids and one of breeds.</source>
        <translation>Les étiquettes {path} demandent une colonne d’identifiants et une de races.</translation>
    </message>
    <message>
        <source>A breed cannot be merged into itself.</source>
        <translation>Une race ne peut pas être fusionnée avec elle-même.</translation>
    </message>
    <message>
        <source>A breed needs a name of letters or digits, of at most 120 characters.</source>
        <translation>Une race doit avoir un nom fait de lettres ou de chiffres, de 120 caractères au plus.</translation>
    </message>
    <message>
        <source>A folder called like this breed would be taken for something else.</source>
        <translation>Un dossier du nom de cette race serait pris pour autre chose.</translation>
    </message>
    <message>
        <source>A matrix is saved as .png, .svg or .csv, which &quot;{name}&quot; does not end in.</source>
        <translation>Une matrice s’enregistre en .png, .svg ou .csv, et «&#xa0;{name}&#xa0;» ne se termine par aucun des trois.</translation>
    </message>
    <message>
        <source>All labelled photos are needed for the comparison, and none is left to learn from. Label some more.</source>
        <translation>Toutes les photos étiquetées servent à la comparaison et il n’en reste aucune pour apprendre. Étiquetez-en d’autres.</translation>
    </message>
    <message>
        <source>Another photo has the same name, and so the same id.</source>
        <translation>Une autre photo porte le même nom, donc le même identifiant.</translation>
    </message>
    <message>
        <source>Another program holds the library of labels. Try again in a moment.</source>
        <translation>Un autre programme occupe la bibliothèque d’étiquettes. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>Another program is writing the sidecar; it stays as it is.</source>
        <translation>Un autre logiciel est en train d’écrire le fichier annexe&#x202f;; il reste tel quel.</translation>
    </message>
    <message>
        <source>KERAS_BACKEND says &quot;{engine}&quot;, which is not installed here. Without KERAS_BACKEND, TensorFlow trains.</source>
        <translation>KERAS_BACKEND indique «&#xa0;{engine}&#xa0;», qui n’est pas installé ici. Sans KERAS_BACKEND, c’est TensorFlow qui entraîne.</translation>
    </message>
    <message>
        <source>KERAS_BACKEND says &quot;{engine}&quot;. What can train is tensorflow, torch or jax.</source>
        <translation>KERAS_BACKEND indique «&#xa0;{engine}&#xa0;». Ce qui peut entraîner est tensorflow, torch ou jax.</translation>
    </message>
    <message>
        <source>No sidecar of the photo holds tags of BreedLens.</source>
        <translation>Aucun fichier annexe de la photo ne contient de mots-clés de BreedLens.</translation>
    </message>
    <message>
        <source>Nobody said yet what the photo shows.</source>
        <translation>Personne n’a encore dit ce que montre la photo.</translation>
    </message>
    <message>
        <source>Only breeds that you added yourself can be merged into another.</source>
        <translation>Seules les races que vous avez ajoutées vous-même peuvent être fusionnées avec une autre.</translation>
    </message>
    <message>
        <source>Only breeds that you added yourself can be renamed.</source>
        <translation>Seules les races que vous avez ajoutées vous-même peuvent être renommées.</translation>
    </message>
    <message>
        <source>Say which file or folder is to be written.</source>
        <translation>Indiquez quel fichier ou dossier doit être écrit.</translation>
    </message>
    <message>
        <source>Several photos are called so; it is not clear which is meant.</source>
        <translation>Plusieurs photos portent ce nom&#x202f;; il n’est pas clair laquelle est visée.</translation>
    </message>
    <message>
        <source>The breed is none of the 120 that the competition knows.</source>
        <translation>La race n’est pas l’une des 120 que connaît le concours.</translation>
    </message>
    <message>
        <source>The entry holds no label.</source>
        <translation>L’entrée ne contient pas d’étiquette.</translation>
    </message>
    <message>
        <source>The entry holds several breeds.</source>
        <translation>L’entrée contient plusieurs races.</translation>
    </message>
    <message>
        <source>The entry holds what a model thinks, not a label.</source>
        <translation>L’entrée contient l’avis d’un modèle, pas une étiquette.</translation>
    </message>
    <message>
        <source>The export was stopped before this photo.</source>
        <translation>L’exportation a été arrêtée avant cette photo.</translation>
    </message>
    <message>
        <source>The file says different things of this photo; none was taken.</source>
        <translation>Le fichier dit des choses différentes de cette photo&#x202f;; aucune n’a été retenue.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({reason}).</source>
        <translation>Le fichier {path} ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>The file {path} cannot be read: {reason}</source>
        <translation>Le fichier {path} ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The file {path} does not describe a YOLO data set that can be read.</source>
        <translation>Le fichier {path} ne décrit pas un jeu de données YOLO lisible.</translation>
    </message>
    <message>
        <source>The file {path} is JSON, but not in the format of {kind}.</source>
        <translation>Le fichier {path} est du JSON, mais pas au format de {kind}.</translation>
    </message>
    <message>
        <source>The file {path} is not the one that its publisher describes, and is not used.</source>
        <translation>Le fichier {path} n’est pas celui que décrit son éditeur, et n’est pas utilisé.</translation>
    </message>
    <message>
        <source>The format {kind} has no layout {layout}.</source>
        <translation>Le format {kind} n’a pas de disposition {layout}.</translation>
    </message>
    <message>
        <source>The label names no breed, and this format has no place for others.</source>
        <translation>L’étiquette ne nomme pas de race, et ce format n’a pas de place pour d’autres étiquettes.</translation>
    </message>
    <message>
        <source>The labels in {path} were moved or deleted while they were open. Nothing can be saved until the file is back, or another one is chosen.</source>
        <translation>Les étiquettes de {path} ont été déplacées ou supprimées pendant qu’elles étaient ouvertes. Rien ne peut être enregistré tant que le fichier n’est pas revenu ou qu’un autre n’a pas été choisi.</translation>
    </message>
    <message>
        <source>The library of labels could not be read or written ({what}).</source>
        <translation>La bibliothèque d’étiquettes n’a pas pu être lue ou écrite ({what}).</translation>
    </message>
    <message>
        <source>The library of labels is damaged. It can be restored from its last backup.</source>
        <translation>La bibliothèque d’étiquettes est endommagée. Elle peut être rétablie à partir de sa dernière sauvegarde.</translation>
    </message>
    <message>
        <source>The list of models that belongs to BreedLens cannot be read; installing BreedLens again repairs it.</source>
        <translation>La liste des modèles de BreedLens est illisible&#xa0;; réinstaller BreedLens la répare.</translation>
    </message>
    <message>
        <source>The list of the photos that this run was measured on cannot be read. {reason}</source>
        <translation>La liste des photos sur lesquelles cet essai a été mesuré ne peut pas être lue. {reason}</translation>
    </message>
    <message>
        <source>The memory does not suffice for this network. A smaller network or smaller photos may fit.</source>
        <translation>La mémoire ne suffit pas pour ce réseau. Un plus petit réseau ou de plus petites photos peuvent convenir.</translation>
    </message>
    <message>
        <source>The model cannot be run on this computer.</source>
        <translation>Ce modèle ne peut pas fonctionner sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The model could not be exported on this computer.</source>
        <translation>Le modèle n’a pas pu être exporté sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The model could not be exported; the computer may lack memory.</source>
        <translation>Le modèle n’a pas pu être exporté&#x202f;; l’ordinateur manque peut-être de mémoire.</translation>
    </message>
    <message>
        <source>The model could not be made ready on this computer.</source>
        <translation>Le modèle n’a pas pu être préparé sur cet ordinateur.</translation>
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
        <source>The model does not answer as Keras does, and was not kept.</source>
        <translation>Le modèle ne répond pas comme Keras, et n’a pas été gardé.</translation>
    </message>
    <message>
        <source>The model has learned from photos that it was to be compared on; lock them first.</source>
        <translation>Le modèle a appris de photos sur lesquelles il devait être comparé&#x202f;; verrouillez-les d’abord.</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be read.</source>
        <translation>Le modèle du dossier {folder} est illisible.</translation>
    </message>
    <message>
        <source>The model knows none of the breeds that the competition asks for.</source>
        <translation>Le modèle ne connaît aucune des races que demande le concours.</translation>
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
        <source>The model {name} cannot be taught in the window, because of how it is built; choose another model.</source>
        <translation>Le modèle {name} ne peut pas apprendre dans la fenêtre, à cause de sa construction&#x202f;; choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>The model {name} cannot show where it looked.</source>
        <translation>Le modèle {name} ne peut pas montrer où il a regardé.</translation>
    </message>
    <message>
        <source>The model {name} comes with BreedLens and cannot be removed.</source>
        <translation>Le modèle {name} est fourni avec BreedLens et ne peut pas être supprimé.</translation>
    </message>
    <message>
        <source>The model {name} is a part of {ensembles}. Remove that first.</source>
        <translation>Le modèle {name} fait partie de {ensembles}. Supprimez d’abord celui-ci.</translation>
    </message>
    <message>
        <source>The model {name} is damaged: {file} is not the file that was saved.</source>
        <translation>Le modèle {name} est endommagé&#xa0;: {file} n’est pas le fichier enregistré.</translation>
    </message>
    <message>
        <source>The model {name} is not kept in a form that Keras can read; it can be exported to ONNX.</source>
        <translation>Le modèle {name} n’est pas gardé sous une forme que Keras sait lire&#x202f;; il peut être exporté en ONNX.</translation>
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
        <source>The models have learned from all of these photos, or were tested on them, so nothing can be fitted on them. Name other photos, or none for equal shares.</source>
        <translation>Les modèles ont appris de toutes ces photos, ou ont été testés sur elles&#xa0;: rien ne peut donc être ajusté sur elles. Indiquez d’autres photos, ou aucune pour des parts égales.</translation>
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
        <source>The part for training must be greater than 0.</source>
        <translation>La part d’apprentissage doit être supérieure à 0.</translation>
    </message>
    <message>
        <source>The parts for training, validation and test must be between 0 and 1 and make 1 together, not {sum}.</source>
        <translation>Les parts d’apprentissage, de validation et de test doivent être entre 0 et 1 et faire 1 ensemble, et non {sum}.</translation>
    </message>
    <message>
        <source>The photo changed while it was copied; no copy was kept.</source>
        <translation>La photo a changé pendant la copie&#xa0;; aucune copie n’a été conservée.</translation>
    </message>
    <message>
        <source>The photo has another label already, which stays.</source>
        <translation>La photo a déjà une autre étiquette, qui reste.</translation>
    </message>
    <message>
        <source>The photo is already in the folder to copy to.</source>
        <translation>La photo se trouve déjà dans le dossier de destination.</translation>
    </message>
    <message>
        <source>The photo is in no file any more.</source>
        <translation>La photo n’est plus dans aucun fichier.</translation>
    </message>
    <message>
        <source>The photo lies in no folder of a breed.</source>
        <translation>La photo n’est dans aucun dossier de race.</translation>
    </message>
    <message>
        <source>The photos in {path} lie in no folder of a breed. Put the photos of each breed into a folder with the breed&apos;s name, or add a table (CSV) that names their breeds.</source>
        <translation>Les photos de {path} ne sont dans aucun dossier de race. Mettez les photos de chaque race dans un dossier à son nom, ou ajoutez un tableau (CSV) qui nomme leurs races.</translation>
    </message>
    <message>
        <source>The preprocessing step {step} has no option &quot;{option}&quot;. Its options are: {known}.</source>
        <translation>L’étape de préparation {step} n’a pas d’option «&#xa0;{option}&#xa0;». Ses options sont&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>The preprocessing step {step} may be there only once.</source>
        <translation>L’étape de préparation {step} ne peut figurer qu’une fois.</translation>
    </message>
    <message>
        <source>The preprocessing step {step} must come before {other}.</source>
        <translation>L’étape de préparation {step} doit venir avant {other}.</translation>
    </message>
    <message>
        <source>The recipe is not written as TOML ({reason}).</source>
        <translation>La recette n’est pas écrite en TOML ({reason}).</translation>
    </message>
    <message>
        <source>The recipe lacks {field}.</source>
        <translation>Il manque {field} à la recette.</translation>
    </message>
    <message>
        <source>The recipe reduces the features to {components} components, but these photos have only {most}.</source>
        <translation>La recette réduit les caractéristiques à {components} composantes, mais ces photos n’en ont que {most}.</translation>
    </message>
    <message>
        <source>The recipe {name} declares no ranges to search in; they belong into its table called search.</source>
        <translation>La recette {name} ne déclare aucune plage de recherche&#x202f;; elles vont dans sa table nommée search.</translation>
    </message>
    <message>
        <source>The recipe {path} cannot be read ({reason}).</source>
        <translation>La recette {path} ne peut pas être lue ({reason}).</translation>
    </message>
    <message>
        <source>The recipe {path} is not a text in UTF-8.</source>
        <translation>La recette {path} n’est pas un texte en UTF-8.</translation>
    </message>
    <message>
        <source>The report cannot be written to {folder}. {reason}</source>
        <translation>Le rapport ne peut pas être écrit dans {folder}. {reason}</translation>
    </message>
    <message>
        <source>The run in {folder} cannot be read: its description is damaged.</source>
        <translation>L’entraînement dans {folder} ne peut pas être lu&#xa0;: sa description est endommagée.</translation>
    </message>
    <message>
        <source>The run {name} has no model.</source>
        <translation>L’entraînement {name} n’a pas de modèle.</translation>
    </message>
    <message>
        <source>The run {name} was cancelled from elsewhere.</source>
        <translation>L’entraînement {name} a été annulé d’ailleurs.</translation>
    </message>
    <message>
        <source>The sample {path} needs a column of ids and one at least of answers.</source>
        <translation>L’exemple {path} demande une colonne d’identifiants et au moins une de réponses.</translation>
    </message>
    <message>
        <source>The scaling &quot;standardise&quot; needs the mean and the deviation of each of three colours.</source>
        <translation>La mise à l’échelle «&#xa0;standardise&#xa0;» demande la moyenne et l’écart de chacune des trois couleurs.</translation>
    </message>
    <message>
        <source>The scaling of pixels is not described in a way that this program knows.</source>
        <translation>La mise à l’échelle des pixels n’est pas décrite d’une façon que ce programme connaît.</translation>
    </message>
    <message>
        <source>The search for a learning rate ended unexpectedly; the computer may lack memory.</source>
        <translation>La recherche d’un taux d’apprentissage s’est interrompue&#x202f;; l’ordinateur manque peut-être de mémoire.</translation>
    </message>
    <message>
        <source>The seed must not be negative.</source>
        <translation>La graine ne doit pas être négative.</translation>
    </message>
    <message>
        <source>The share of the photos outside the test that validates must be between 0 and 1, not {share}.</source>
        <translation>La part de validation parmi les photos hors test doit être comprise entre 0 et 1, et non {share}.</translation>
    </message>
    <message>
        <source>The sidecar cannot be read: {reason}</source>
        <translation>Le fichier annexe ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The sidecar holds what no photo program writes, and stays as it is.</source>
        <translation>Le fichier annexe contient ce qu’aucun logiciel de photo n’écrit&#x202f;; il reste tel quel.</translation>
    </message>
    <message>
        <source>The sidecar is damaged or no XMP, and stays as it is.</source>
        <translation>Le fichier annexe est endommagé ou n’est pas du XMP&#x202f;; il reste tel quel.</translation>
    </message>
    <message>
        <source>The sidecar is not there any more.</source>
        <translation>Le fichier annexe n’est plus là.</translation>
    </message>
    <message>
        <source>The sidecar keeps its tags ({name}) in an unusual form, and stays as it is.</source>
        <translation>Le fichier annexe garde ses mots-clés ({name}) sous une forme inhabituelle&#x202f;; il reste tel quel.</translation>
    </message>
    <message>
        <source>The table of photos {path} cannot be read.</source>
        <translation>Le tableau de photos {path} ne peut pas être lu.</translation>
    </message>
    <message>
        <source>The table {path} cannot be read: {reason}</source>
        <translation>Le tableau {path} ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The table {path} has no column called {name}; it has: {columns}.</source>
        <translation>Le tableau {path} n’a pas de colonne nommée {name}&#x202f;; il a&#xa0;: {columns}.</translation>
    </message>
    <message>
        <source>The table {path} is empty.</source>
        <translation>Le tableau {path} est vide.</translation>
    </message>
    <message>
        <source>The table {path} names no photo with a breed.</source>
        <translation>Le tableau {path} ne nomme aucune photo avec sa race.</translation>
    </message>
    <message>
        <source>The trained model could not be made ready to identify photos.</source>
        <translation>Le modèle entraîné n’a pas pu être préparé pour identifier des photos.</translation>
    </message>
    <message>
        <source>The trained model could not be made ready to identify photos; the computer may lack memory.</source>
        <translation>Le modèle entraîné n’a pas pu être préparé pour identifier des photos&#x202f;; l’ordinateur manque peut-être de mémoire.</translation>
    </message>
    <message>
        <source>The training could not be started.</source>
        <translation>L’entraînement n’a pas pu être lancé.</translation>
    </message>
    <message>
        <source>The trials of this search cannot be read; begin a new one.</source>
        <translation>Les essais de cette recherche ne peuvent pas être lus&#x202f;; commencez-en une nouvelle.</translation>
    </message>
    <message>
        <source>The weight file is not what it should be, and was not used.</source>
        <translation>Le fichier de poids n’est pas celui attendu&#xa0;; il n’a pas été utilisé.</translation>
    </message>
    <message>
        <source>The weights in {path} do not fit {title}.</source>
        <translation>Les poids de {path} ne conviennent pas à {title}.</translation>
    </message>
    <message>
        <source>The weights of {name} are missing; installing BreedLens again brings them back.</source>
        <translation>Les poids de {name} sont absents&#xa0;; réinstaller BreedLens les rétablit.</translation>
    </message>
    <message>
        <source>The weights that this run began with are not in {file} any more: it was changed or lost since. Put that file back, or start a new run instead.</source>
        <translation>Les poids avec lesquels cet entraînement a commencé ne sont plus dans {file}&#xa0;: ce fichier a été modifié ou perdu depuis. Remettez-le en place, ou commencez un nouvel entraînement.</translation>
    </message>
    <message>
        <source>There are no labelled photos yet whose answers could be checked.</source>
        <translation>Il n’y a pas encore de photos étiquetées dont les réponses puissent être vérifiées.</translation>
    </message>
    <message>
        <source>There are no verified photos yet to compare on.</source>
        <translation>Il n’y a pas encore de photos vérifiées pour comparer.</translation>
    </message>
    <message>
        <source>There are no views called {name}. Known are: {known}.</source>
        <translation>Il n’existe pas de vues nommées {name}. Vues connues&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>There are {available} breeds with two photos or more; {wanted} cannot be tried.</source>
        <translation>Il y a {available} races avec deux photos ou plus&#x202f;; {wanted} ne peut pas être essayé.</translation>
    </message>
    <message>
        <source>There are {photos} photos that may come apart, too few for {folds} folds.</source>
        <translation>Il y a {photos} photos qui peuvent être séparées, trop peu pour {folds} parties.</translation>
    </message>
    <message>
        <source>There is a breed called {name} already; merge the two instead.</source>
        <translation>Il y a déjà une race nommée {name}&#x202f;; fusionnez plutôt les deux.</translation>
    </message>
    <message>
        <source>There is a folder of that name.</source>
        <translation>Un dossier porte déjà ce nom.</translation>
    </message>
    <message>
        <source>There is a model called {name} already; please choose another name.</source>
        <translation>Il y a déjà un modèle nommé {name}&#x202f;; veuillez choisir un autre nom.</translation>
    </message>
    <message>
        <source>There is a run called {name} already; please choose another name.</source>
        <translation>Il y a déjà un entraînement nommé {name}&#x202f;; veuillez choisir un autre nom.</translation>
    </message>
    <message>
        <source>There is a search with another recipe in this folder; choose another folder.</source>
        <translation>Il y a une recherche avec une autre recette dans ce dossier&#x202f;; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>There is no augmentation called &quot;{name}&quot;. Known are: {known}.</source>
        <translation>Il n’y a pas d’augmentation nommée «&#xa0;{name}&#xa0;». On connaît&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>There is no backup of these labels that could be restored.</source>
        <translation>Il n’y a aucune sauvegarde de ces étiquettes qui puisse être rétablie.</translation>
    </message>
    <message>
        <source>There is no column {name} to choose; there are {known}.</source>
        <translation>Il n’y a pas de colonne {name} à choisir&#x202f;; il y a {known}.</translation>
    </message>
    <message>
        <source>There is no file of weights at {path}.</source>
        <translation>Il n’y a pas de fichier de poids à {path}.</translation>
    </message>
    <message>
        <source>There is no folder Images in {path}.</source>
        <translation>Il n’y a pas de dossier Images dans {path}.</translation>
    </message>
    <message>
        <source>There is no layout {layout}; choose one of {known}.</source>
        <translation>Il n’y a pas de disposition {layout}&#x202f;; choisissez parmi {known}.</translation>
    </message>
    <message>
        <source>There is no model called &quot;{name}&quot; among those that are installed.</source>
        <translation>Aucun modèle nommé «&#xa0;{name}&#xa0;» n’est installé.</translation>
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
        <source>There is no network called &quot;{name}&quot;. Known networks: {names}.</source>
        <translation>Il n’y a pas de réseau nommé «&#xa0;{name}&#xa0;». Réseaux connus&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>There is no photo in {path}.</source>
        <translation>Il n’y a pas de photo dans {path}.</translation>
    </message>
    <message>
        <source>There is no photo to train on.</source>
        <translation>Il n’y a aucune photo à apprendre.</translation>
    </message>
    <message>
        <source>There is no photo with a breed to hold the answers against.</source>
        <translation>Il n’y a aucune photo avec une race pour juger les réponses.</translation>
    </message>
    <message>
        <source>There is no preprocessing step called &quot;{step}&quot;. Known are: {known}.</source>
        <translation>Il n’y a pas d’étape de préparation nommée «&#xa0;{step}&#xa0;». On connaît&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>There is no recipe called &quot;{name}&quot;. Nearest are: {names}. All of them: breedlens recipes</source>
        <translation>Il n’y a pas de recette nommée «&#xa0;{name}&#xa0;». Les plus proches&#xa0;: {names}. Toutes&#xa0;: breedlens recipes</translation>
    </message>
    <message>
        <source>There is no run called &quot;{name}&quot;. The command breedlens runs lists them.</source>
        <translation>Il n’y a pas d’entraînement nommé «&#xa0;{name}&#xa0;». La commande breedlens runs les énumère.</translation>
    </message>
    <message>
        <source>There is no run in {folder}.</source>
        <translation>Il n’y a pas d’entraînement dans {folder}.</translation>
    </message>
    <message>
        <source>There is no scaling of pixels called &quot;{kind}&quot;. Known are: {known}.</source>
        <translation>Il n’y a pas de mise à l’échelle nommée «&#xa0;{kind}&#xa0;». On connaît&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>There is no sidecar (XMP) at {path}.</source>
        <translation>Il n’y a pas de fichier annexe (XMP) à {path}.</translation>
    </message>
    <message>
        <source>There is no split {kind}; choose one of {known}.</source>
        <translation>Il n’y a pas de répartition {kind}&#x202f;; choisissez parmi {known}.</translation>
    </message>
    <message>
        <source>There is no status {word}.</source>
        <translation>Il n’existe pas d’état {word}.</translation>
    </message>
    <message>
        <source>There is no table (CSV), or more than one, in {path}; name the table itself.</source>
        <translation>Il n’y a pas de tableau (CSV), ou plus d’un, dans {path}&#x202f;; nommez le tableau lui-même.</translation>
    </message>
    <message>
        <source>There is no verified photo yet to compare on. Look at some labels twice and press V where they are right.</source>
        <translation>Il n’y a pas encore de photo vérifiée pour comparer. Regardez à nouveau quelques étiquettes et appuyez sur V quand elles sont justes.</translation>
    </message>
    <message>
        <source>There is no {name} in {path}.</source>
        <translation>Il n’y a pas de {name} dans {path}.</translation>
    </message>
    <message>
        <source>There is nothing at {path}, or not any more.</source>
        <translation>Il n’y a rien à {path}, ou il n’y a plus rien.</translation>
    </message>
    <message>
        <source>There is nothing to tell apart yet: at least two breeds are needed.</source>
        <translation>Il n’y a encore rien à distinguer&#xa0;: il faut au moins deux races.</translation>
    </message>
    <message>
        <source>These labels are open in another window or command, so here they can only be looked at.</source>
        <translation>Ces étiquettes sont ouvertes dans une autre fenêtre ou commande&#xa0;: ici, elles ne peuvent être que consultées.</translation>
    </message>
    <message>
        <source>These labels were saved by a newer version of BreedLens; please update the program.</source>
        <translation>Ces étiquettes ont été enregistrées par une version plus récente de BreedLens&#x202f;; veuillez mettre le programme à jour.</translation>
    </message>
    <message>
        <source>These labels were written by a newer version of BreedLens; please update the program.</source>
        <translation>Ces étiquettes ont été écrites par une version plus récente de BreedLens&#x202f;; veuillez mettre à jour le programme.</translation>
    </message>
    <message>
        <source>These names mean no breed that you have: {names}. Nothing was imported. Let them become breeds of your own, or correct the file.</source>
        <translation>Ces noms ne désignent aucune de vos races&#xa0;: {names}. Rien n’a été importé. Faites-en vos propres races, ou corrigez le fichier.</translation>
    </message>
    <message>
        <source>This entry is incomplete or damaged.</source>
        <translation>Cette entrée est incomplète ou endommagée.</translation>
    </message>
    <message>
        <source>This file does not hold the weights of {title} with its ImageNet classifier.</source>
        <translation>Ce fichier ne contient pas les poids de {title} avec son classifieur ImageNet.</translation>
    </message>
    <message>
        <source>This file is a database of another program, not a library of labels.</source>
        <translation>Ce fichier est une base de données d’un autre programme, et non une bibliothèque d’étiquettes.</translation>
    </message>
    <message>
        <source>This file is the library itself; choose another name.</source>
        <translation>Ce fichier est la bibliothèque elle-même&#x202f;; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>This is no table of photos: it has no column {columns}.</source>
        <translation>Ce n’est pas un tableau de photos&#xa0;: il n’a pas de colonne {columns}.</translation>
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
        <source>This run is finished, after {epochs} epochs. To go on, say how many more (--more-epochs N).</source>
        <translation>Cet entraînement est fini, après {epochs} époques. Pour continuer, dites combien de plus (--more-epochs N).</translation>
    </message>
    <message>
        <source>This run is in training already, by another window or command.</source>
        <translation>Cet entraînement est déjà en cours, par une autre fenêtre ou commande.</translation>
    </message>
    <message>
        <source>This run was cancelled, and what it had learned was discarded. Start a new one.</source>
        <translation>Cet entraînement a été annulé, et ce qui était appris a été jeté. Lancez-en un nouveau.</translation>
    </message>
    <message>
        <source>This split leaves no photo to train on.</source>
        <translation>Cette répartition ne laisse aucune photo à apprendre.</translation>
    </message>
    <message>
        <source>Two photos would have the same id: {first} and {second}.</source>
        <translation>Deux photos auraient le même identifiant&#xa0;: {first} et {second}.</translation>
    </message>
    <message>
        <source>What this run saved belongs to another network, so the run cannot go on. Start a new run instead.</source>
        <translation>Ce que cet entraînement a enregistré appartient à un autre réseau, il ne peut donc pas continuer. Lancez-en un nouveau.</translation>
    </message>
    <message>
        <source>What this run says of itself cannot be understood: its files are damaged.</source>
        <translation>Ce que cet entraînement dit de lui-même est incompréhensible&#xa0;: ses fichiers sont endommagés.</translation>
    </message>
    <message>
        <source>What was begun there cannot be read any more; begin anew.</source>
        <translation>Ce qui y a été commencé n’est plus lisible&#x202f;; recommencez.</translation>
    </message>
    <message>
        <source>You are not allowed to write there.</source>
        <translation>Vous n’avez pas le droit d’écrire à cet endroit.</translation>
    </message>
    <message>
        <source>You are not allowed to write to {place}.</source>
        <translation>Vous n’avez pas le droit d’écrire dans {place}.</translation>
    </message>
    <message>
        <source>{file} of this run was changed or lost since it began, so the run cannot go on as it was. Start a new run instead.</source>
        <translation>{file} de cet entraînement a changé ou disparu depuis son début, il ne peut donc pas continuer tel quel. Lancez-en un nouveau.</translation>
    </message>
    <message>
        <source>{folder} holds photos of another export, such as {path}; choose an empty folder.</source>
        <translation>{folder} contient des photos d’une autre exportation, comme {path}&#x202f;; choisissez un dossier vide.</translation>
    </message>
    <message>
        <source>{folder} holds the file {path} of another program; choose an empty folder.</source>
        <translation>{folder} contient le fichier {path} d’un autre logiciel&#x202f;; choisissez un dossier vide.</translation>
    </message>
    <message>
        <source>{mirror}, which {variable} names as the place of weights, has no file {file}.</source>
        <translation>{mirror}, que {variable} indique comme l’endroit des poids, n’a pas de fichier {file}.</translation>
    </message>
    <message>
        <source>{name} is made of several models; a study needs a single one, such as {member}.</source>
        <translation>{name} est fait de plusieurs modèles&#x202f;; une étude en demande un seul, comme {member}.</translation>
    </message>
    <message>
        <source>{name} is several models in one; please export them one by one: {names}.</source>
        <translation>{name} réunit plusieurs modèles&#x202f;; veuillez les exporter un par un&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>{path} is a file, not a folder of photos.</source>
        <translation>{path} est un fichier, pas un dossier de photos.</translation>
    </message>
    <message>
        <source>{path} is a photo, or called like one; choose another name.</source>
        <translation>{path} est une photo, ou en porte le nom&#x202f;; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{path} is damaged, or no table of photos that BreedLens wrote.</source>
        <translation>{path} est endommagé, ou n’est pas un tableau de photos écrit par BreedLens.</translation>
    </message>
    <message>
        <source>{path} is neither a folder of photos nor a table (CSV) of them.</source>
        <translation>{path} n’est ni un dossier de photos ni un tableau (CSV) de photos.</translation>
    </message>
    <message>
        <source>{path} is no library of labels.</source>
        <translation>{path} n’est pas une bibliothèque d’étiquettes.</translation>
    </message>
    <message>
        <source>{path} is no list of labels (JSON) that can be read.</source>
        <translation>{path} n’est pas une liste d’étiquettes (JSON) lisible.</translation>
    </message>
    <message>
        <source>{path} is no table of texts (CSV) that can be read.</source>
        <translation>{path} n’est pas un tableau de textes (CSV) lisible.</translation>
    </message>
    <message>
        <source>{path} is open in another window or command; close that first, then restore it.</source>
        <translation>{path} est ouvert dans une autre fenêtre ou commande&#x202f;; fermez-la d’abord, puis restaurez.</translation>
    </message>
    <message>
        <source>{path} names no photo.</source>
        <translation>{path} ne nomme aucune photo.</translation>
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
    <message>
        <source>{variable} is set to {mirror}, which is neither an address (https, http or file) nor the whole path of a folder.</source>
        <translation>{variable} vaut {mirror}, qui n’est ni une adresse (https, http ou file) ni le chemin complet d’un dossier.</translation>
    </message>
</context>
<context>
    <name>BreedsList</name>
    <message>
        <source>Search breeds</source>
        <translation>Chercher des races</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Tick every breed that is listed here</source>
        <translation>Cocher toutes les races affichées ici</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Tick no breed that is listed here</source>
        <translation>Décocher toutes les races affichées ici</translation>
    </message>
    <message>
        <source>Breeds to learn</source>
        <translation>Races à apprendre</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>Before temperature scaling</source>
        <translation>Avant la mise en température</translation>
    </message>
    <message>
        <source>As the model answers</source>
        <translation>Comme le modèle répond</translation>
    </message>
    <message>
        <source>Fitted on these photos</source>
        <translation>Ajusté sur ces photos</translation>
    </message>
    <message>
        <source>Can its probabilities be believed?</source>
        <translation>Peut-on croire ses probabilités&#x202f;?</translation>
    </message>
    <message>
        <source>probability that the model states</source>
        <translation>probabilité annoncée par le modèle</translation>
    </message>
    <message>
        <source>share that is right</source>
        <translation>part de réponses justes</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Calibration</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Température</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Perte logarithmique</translation>
    </message>
    <message>
        <source>A model is calibrated where it is right as often as it says, on the dashed line. The larger a dot, the more photos.</source>
        <translation>Un modèle est calibré là où il a raison aussi souvent qu’il le dit, sur la ligne pointillée. Plus un point est gros, plus il y a de photos.</translation>
    </message>
</context>
<context>
    <name>ConfusionLegend</name>
    <message>
        <source>right</source>
        <translation>juste</translation>
    </message>
    <message>
        <source>taken for another breed</source>
        <translation>prise pour une autre race</translation>
    </message>
    <message>
        <source>breed that the model does not know</source>
        <translation>race que le modèle ne connaît pas</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>{given} → {predicted}: {count} of {all} ({rate})</source>
        <translation>{given} → {predicted}&#xa0;: {count} sur {all} ({rate})</translation>
    </message>
    <message>
        <source>the model does not know this breed</source>
        <translation>le modèle ne connaît pas cette race</translation>
    </message>
    <message>
        <source>Rows: what the photos are. Columns: what they were called.</source>
        <translation>Lignes&#xa0;: ce que sont les photos. Colonnes&#xa0;: ce que le modèle en a dit.</translation>
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
    <name>CurveLegend</name>
    <message>
        <source>training, smoothed</source>
        <translation>apprentissage, lissé</translation>
    </message>
    <message>
        <source>training, each batch</source>
        <translation>apprentissage, chaque lot</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>training of the others</source>
        <translation>apprentissage des autres</translation>
    </message>
</context>
<context>
    <name>DatasetChooser</name>
    <message>
        <source>Choose the folder of photos</source>
        <translation>Choisir le dossier de photos</translation>
    </message>
    <message>
        <source>Choose a table of photos</source>
        <translation>Choisir un tableau de photos</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Évaluation</translation>
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
        <source>No photo at hand? Try the sample</source>
        <translation>Pas de photo sous la main&#x202f;? Essayez l’exemple</translation>
    </message>
    <message>
        <source>Drawn dogs that come with BreedLens</source>
        <translation>Des chiens dessinés, fournis avec BreedLens</translation>
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
    <name>EvaluateDialog</name>
    <message>
        <source>&amp;Other photos…</source>
        <translation>Autres p&amp;hotos…</translation>
    </message>
    <message>
        <source>Back to the f&amp;igures</source>
        <translation>Revenir aux ch&amp;iffres</translation>
    </message>
    <message>
        <source>Measure on other photos, or another model</source>
        <translation>Mesurer sur d’autres photos, ou un autre modèle</translation>
    </message>
    <message>
        <source>Those measured last</source>
        <translation>Ceux de la dernière mesure</translation>
    </message>
    <message>
        <source>The model is being loaded…</source>
        <translation>Chargement du modèle…</translation>
    </message>
    <message>
        <source>The model answers the photos…</source>
        <translation>Le modèle répond pour les photos…</translation>
    </message>
    <message>
        <source>The model answers the other parts of the data…</source>
        <translation>Le modèle répond pour les autres parties des données…</translation>
    </message>
    <message>
        <source>The model answers spoiled photos…</source>
        <translation>Le modèle répond pour des photos abîmées…</translation>
    </message>
    <message>
        <source>Stopped before a photo was answered.</source>
        <translation>Arrêté avant la première réponse.</translation>
    </message>
    <message>
        <source>None of these photos can be read.</source>
        <translation>Aucune de ces photos ne peut être lue.</translation>
    </message>
    <message>
        <source>Evaluate a model</source>
        <translation>Évaluer un modèle</translation>
    </message>
    <message>
        <source>&amp;Evaluate</source>
        <translation>É&amp;valuer</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>&amp;Enregistrer le rapport…</translation>
    </message>
    <message>
        <source>A page to read, tables (CSV) for spreadsheets, and JSON for programs</source>
        <translation>Une page à lire, des tableaux (CSV) pour les tableurs et du JSON pour les programmes</translation>
    </message>
    <message>
        <source>Open the &amp;report</source>
        <translation>Ouvrir le &amp;rapport</translation>
    </message>
    <message>
        <source>As a page in your browser</source>
        <translation>Comme page dans votre navigateur</translation>
    </message>
</context>
<context>
    <name>EvaluateForm</name>
    <message>
        <source>Those for the test ({count})</source>
        <translation>Celles du test ({count})</translation>
    </message>
    <message>
        <source>Those for validation ({count})</source>
        <translation>Celles de la validation ({count})</translation>
    </message>
    <message>
        <source>Those to learn from ({count})</source>
        <translation>Celles de l’entraînement ({count})</translation>
    </message>
    <message>
        <source>All ({count})</source>
        <translation>Toutes ({count})</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>&amp;Photos</translation>
    </message>
    <message>
        <source>&amp;Which of them</source>
        <translation>&amp;Lesquelles</translation>
    </message>
    <message>
        <source>&amp;Looks at each photo</source>
        <translation>&amp;Regards sur chaque photo</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>&amp;Dossier…</translation>
    </message>
    <message>
        <source>A folder that holds a folder of photos for each breed</source>
        <translation>Un dossier qui contient un dossier de photos par race</translation>
    </message>
    <message>
        <source>&amp;Table…</source>
        <translation>&amp;Tableau…</translation>
    </message>
    <message>
        <source>A CSV file that names photos and their breeds</source>
        <translation>Un fichier CSV qui nomme des photos et leurs races</translation>
    </message>
    <message>
        <source>&amp;Your labels</source>
        <translation>V&amp;os étiquettes</translation>
    </message>
    <message>
        <source>All photos that you gave a breed in BreedLens</source>
        <translation>Toutes les photos auxquelles vous avez donné une race dans BreedLens</translation>
    </message>
    <message>
        <source>Drop a folder here</source>
        <translation>Déposez un dossier ici</translation>
    </message>
    <message>
        <source>Photos to measure the model on</source>
        <translation>Photos sur lesquelles mesurer le modèle</translation>
    </message>
    <message>
        <source>&amp;Also the other parts, side by side</source>
        <translation>&amp;Aussi les autres parties, côte à côte</translation>
    </message>
    <message>
        <source>Training, validation and test: shows what was learned by heart</source>
        <translation>Entraînement, validation et test&#xa0;: montre ce qui a été appris par cœur</translation>
    </message>
    <message>
        <source>Also on &amp;spoiled photos</source>
        <translation>Aussi sur des photos a&amp;bîmées</translation>
    </message>
    <message>
        <source>The same photos blurred, noisy, too dark, askew and compressed: takes up to twenty times as long</source>
        <translation>Les mêmes photos floues, bruitées, trop sombres, de travers et compressées&#xa0;: jusqu’à vingt fois plus long</translation>
    </message>
</context>
<context>
    <name>EvaluatePhotosPanel</name>
    <message>
        <source>Photos looked at</source>
        <translation>Photos examinées</translation>
    </message>
    <message>
        <source>These do not lie beside each other.</source>
        <translation>Ces éléments ne sont pas côte à côte.</translation>
    </message>
    <message>
        <source>Drop one folder that holds a folder of photos for each breed, or several folders of breeds that lie in the same folder.</source>
        <translation>Déposez un dossier qui contient un dossier de photos par race, ou plusieurs dossiers de races situés dans le même dossier.</translation>
    </message>
    <message>
        <source>Looking at the photos…</source>
        <translation>Examen des photos…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>On which photos shall the model be measured?</source>
        <translation>Sur quelles photos mesurer le modèle&#x202f;?</translation>
    </message>
    <message>
        <source>Photos whose breeds are known: a folder that holds one folder of photos for each breed, Stanford Dogs, the photos of the Kaggle competition, a table (CSV) with a column of photos and one of breeds, the folder of a run, or the labels that you gave here.</source>
        <translation>Des photos dont les races sont connues&#xa0;: un dossier qui contient un dossier de photos par race, Stanford Dogs, les photos du concours Kaggle, un tableau (CSV) avec une colonne de photos et une de races, le dossier d’un entraînement, ou les étiquettes que vous avez données ici.</translation>
    </message>
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
            <numerusform>%Ln race</numerusform>
            <numerusform>%Ln races</numerusform>
        </translation>
    </message>
    <message>
        <source>{breeds}, {photos}</source>
        <translation>{breeds}, {photos}</translation>
    </message>
</context>
<context>
    <name>EvaluateQuestions</name>
    <message>
        <source>Stop measuring and close?</source>
        <translation>Arrêter la mesure et fermer&#x202f;?</translation>
    </message>
    <message>
        <source>What was measured until now is lost. The button Stop beside the bar would keep it.</source>
        <translation>Ce qui a été mesuré jusqu’ici sera perdu. Le bouton Arrêter, à côté de la barre, le garderait.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Arrêter et fermer</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>EvaluateSetup</name>
    <message>
        <source>The photos are being looked at.</source>
        <translation>Les photos sont examinées.</translation>
    </message>
    <message>
        <source>Choose photos whose breeds are known.</source>
        <translation>Choisissez des photos dont les races sont connues.</translation>
    </message>
    <message>
        <source>What the model knows is being looked up.</source>
        <translation>Recherche de ce que le modèle connaît.</translation>
    </message>
    <message>
        <source>The model knows none of these breeds, so there is nothing to measure.</source>
        <translation>Le modèle ne connaît aucune de ces races&#xa0;: il n’y a rien à mesurer.</translation>
    </message>
</context>
<context>
    <name>EvaluationSentences</name>
    <message numerus="yes">
        <source>The model does not know %Ln of these breeds, whose photos count as wrong: {breeds}.</source>
        <translation>
            <numerusform>Le modèle ne connaît pas %Ln de ces races, dont les photos comptent comme fausses&#xa0;: {breeds}.</numerusform>
            <numerusform>Le modèle ne connaît pas %Ln de ces races, dont les photos comptent comme fausses&#xa0;: {breeds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of the %Ln photo(s) of the others, {share} are right ({low} to {high}).</source>
        <translation>
            <numerusform>Sur %Ln photo des autres races, {share} de réponses justes ({low} à {high}).</numerusform>
            <numerusform>Sur %Ln photos des autres races, {share} de réponses justes ({low} à {high}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Log loss and calibration are of these photos alone.</source>
        <translation>La perte logarithmique et la calibration ne portent que sur ces photos.</translation>
    </message>
    <message numerus="yes">
        <source>The model has learned from %Ln of these photos, so the figures promise too much of others.</source>
        <translation>
            <numerusform>Le modèle a appris de %Ln de ces photos&#xa0;: les chiffres promettent trop pour d’autres.</numerusform>
            <numerusform>Le modèle a appris de %Ln de ces photos&#xa0;: les chiffres promettent trop pour d’autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: these are figures of {seen} photos, drawn at random from {all}.</source>
        <translation>Arrêté&#xa0;: ces chiffres portent sur {seen} photos, tirées au hasard parmi {all}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read and are left out: {photos}.</source>
        <translation>
            <numerusform>%Ln photo n’a pas pu être lue et n’est pas comptée&#xa0;: {photos}.</numerusform>
            <numerusform>%Ln photos n’ont pas pu être lues et ne sont pas comptées&#xa0;: {photos}.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{model}” on “{data}”, the photos for the test</source>
        <translation>«&#xa0;{model}&#xa0;» sur «&#xa0;{data}&#xa0;», les photos du test</translation>
    </message>
    <message>
        <source>“{model}” on “{data}”, the photos for validation</source>
        <translation>«&#xa0;{model}&#xa0;» sur «&#xa0;{data}&#xa0;», les photos de la validation</translation>
    </message>
    <message>
        <source>“{model}” on “{data}”, the photos to learn from</source>
        <translation>«&#xa0;{model}&#xa0;» sur «&#xa0;{data}&#xa0;», les photos de l’entraînement</translation>
    </message>
    <message>
        <source>“{model}” on “{data}”</source>
        <translation>«&#xa0;{model}&#xa0;» sur «&#xa0;{data}&#xa0;»</translation>
    </message>
    <message>
        <source>your labels</source>
        <translation>vos étiquettes</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} et {count} de plus</translation>
    </message>
</context>
<context>
    <name>EvaluationView</name>
    <message>
        <source>{share}  ({low} to {high})</source>
        <translation>{share}  (de {low} à {high})</translation>
    </message>
    <message>
        <source>Accuracy, with 95% interval</source>
        <translation>Exactitude, intervalle à 95&#x202f;%</translation>
    </message>
    <message>
        <source>Among the first five</source>
        <translation>Parmi les cinq premières</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Perte logarithmique</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>Calibration error, before and after</source>
        <translation>Erreur de calibration, avant et après</translation>
    </message>
    <message>
        <source>F1, mean of the breeds</source>
        <translation>F1, moyenne des races</translation>
    </message>
    <message>
        <source>F1, weighted by photos</source>
        <translation>F1, pondéré par les photos</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Choose a single run to see how well its model does.</source>
        <translation>Choisissez un seul entraînement pour voir ce que vaut son modèle.</translation>
    </message>
    <message>
        <source>This run has not been measured.</source>
        <translation>Cet entraînement n’a pas été mesuré.</translation>
    </message>
    <message>
        <source>Figures of every breed</source>
        <translation>Chiffres de chaque race</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Of the photos that were called so, how many are</source>
        <translation>Parmi les photos nommées ainsi, combien le sont</translation>
    </message>
    <message>
        <source>Of the photos of this breed, how many were found</source>
        <translation>Parmi les photos de cette race, combien ont été trouvées</translation>
    </message>
    <message>
        <source>Breeds confused most</source>
        <translation>Races les plus confondues</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Est</translation>
    </message>
    <message>
        <source>Was called</source>
        <translation>Nommée</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>Confused most</source>
        <translation>Confusions</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Calibration</translation>
    </message>
    <message>
        <source>Training and test</source>
        <translation>Entraînement et test</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>Robustesse</translation>
    </message>
</context>
<context>
    <name>ExchangeFormats</name>
    <message>
        <source>Table (CSV)</source>
        <translation>Tableau (CSV)</translation>
    </message>
    <message>
        <source>One line a photo, for spreadsheets; with the columns of AddaxAI.</source>
        <translation>Une ligne par photo, pour les tableurs&#x202f;; avec les colonnes d’AddaxAI.</translation>
    </message>
    <message>
        <source>A table of BreedLens or AddaxAI, or your own list of photos and breeds.</source>
        <translation>Un tableau de BreedLens ou d’AddaxAI, ou votre propre liste de photos et de races.</translation>
    </message>
    <message>
        <source>BreedLens (JSON)</source>
        <translation>BreedLens (JSON)</translation>
    </message>
    <message>
        <source>Everything that is known of the labels, for another computer.</source>
        <translation>Tout ce que l’on sait des étiquettes, pour un autre ordinateur.</translation>
    </message>
    <message>
        <source>What BreedLens wrote here or on another computer.</source>
        <translation>Ce que BreedLens a écrit ici ou sur un autre ordinateur.</translation>
    </message>
    <message>
        <source>Tags for photo programs (XMP)</source>
        <translation>Mots-clés pour logiciels de photo (XMP)</translation>
    </message>
    <message>
        <source>A sidecar beside each photo, for Lightroom, digiKam and darktable.</source>
        <translation>Un fichier annexe à côté de chaque photo, pour Lightroom, digiKam et darktable.</translation>
    </message>
    <message>
        <source>The tags in the sidecars beside your photos.</source>
        <translation>Les mots-clés des fichiers annexes à côté de vos photos.</translation>
    </message>
    <message>
        <source>A folder for each breed</source>
        <translation>Un dossier par race</translation>
    </message>
    <message>
        <source>Copies of the photos, sorted; if you like for training and testing.</source>
        <translation>Des copies des photos, triées&#x202f;; si vous voulez, pour l’entraînement et le test.</translation>
    </message>
    <message>
        <source>Photos in folders that are called like their breed.</source>
        <translation>Des photos dans des dossiers qui portent le nom de leur race.</translation>
    </message>
    <message>
        <source>Kaggle</source>
        <translation>Kaggle</translation>
    </message>
    <message>
        <source>The labels of the dog breed competition, or a submission.</source>
        <translation>Les étiquettes du concours de races de chiens, ou une soumission.</translation>
    </message>
    <message>
        <source>The labels of the dog breed competition: id and breed.</source>
        <translation>Les étiquettes du concours de races de chiens&#xa0;: identifiant et race.</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>An annotation file for training programs.</source>
        <translation>Un fichier d’annotations pour les logiciels d’entraînement.</translation>
    </message>
    <message>
        <source>An annotation file whose categories are breeds.</source>
        <translation>Un fichier d’annotations dont les catégories sont des races.</translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation>YOLO</translation>
    </message>
    <message>
        <source>Copies of the photos as YOLO programs learn from them.</source>
        <translation>Des copies des photos, rangées comme les logiciels YOLO les apprennent.</translation>
    </message>
    <message>
        <source>A folder with data.yaml, or with a folder for each class.</source>
        <translation>Un dossier avec data.yaml, ou avec un dossier par classe.</translation>
    </message>
    <message>
        <source>Timelapse and MegaDetector</source>
        <translation>Timelapse et MegaDetector</translation>
    </message>
    <message>
        <source>A recognition file for Timelapse and AddaxAI.</source>
        <translation>Un fichier de reconnaissance pour Timelapse et AddaxAI.</translation>
    </message>
    <message>
        <source>A recognition file; only what is certain counts as a label.</source>
        <translation>Un fichier de reconnaissance&#x202f;; seul ce qui est certain compte comme étiquette.</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formats</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export labels</source>
        <translation>Exporter les étiquettes</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Folder to write to</source>
        <translation>Dossier où écrire</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>Fichier à écrire</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Arrêté. Rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Your photos are not changed. What other programs wrote in a sidecar stays as it is.</source>
        <translation>Vos photos ne sont pas modifiées. Ce que d’autres logiciels ont écrit dans un fichier annexe reste tel quel.</translation>
    </message>
    <message>
        <source>Only what BreedLens added is taken out; a sidecar made for it alone is deleted.</source>
        <translation>Seul ce que BreedLens a ajouté est retiré&#x202f;; un fichier annexe créé pour cela seul est supprimé.</translation>
    </message>
    <message>
        <source>Photos are copied: yours stay where they are, and nothing is written over.</source>
        <translation>Les photos sont copiées&#xa0;: les vôtres restent à leur place, et rien n’est remplacé.</translation>
    </message>
    <message>
        <source>There is a file of that name already: it will be replaced.</source>
        <translation>Il y a déjà un fichier de ce nom&#xa0;: il sera remplacé.</translation>
    </message>
    <message>
        <source>Your photos are not changed.</source>
        <translation>Vos photos ne sont pas modifiées.</translation>
    </message>
    <message>
        <source>Labelled photos: {photos}. Tags taken out: {written}. Left out: {left_out}.</source>
        <translation>Photos étiquetées&#xa0;: {photos}. Mots-clés retirés&#xa0;: {written}. Laissées de côté&#xa0;: {left_out}.</translation>
    </message>
    <message>
        <source>Labelled photos: {photos}. Sidecars with tags: {written}. Left out: {left_out}.</source>
        <translation>Photos étiquetées&#xa0;: {photos}. Fichiers annexes avec mots-clés&#xa0;: {written}. Laissées de côté&#xa0;: {left_out}.</translation>
    </message>
    <message>
        <source>Labelled photos: {photos}. Written to “{place}”: {written}. Left out: {left_out}.</source>
        <translation>Photos étiquetées&#xa0;: {photos}. Écrites dans «&#xa0;{place}&#xa0;»&#xa0;: {written}. Laissées de côté&#xa0;: {left_out}.</translation>
    </message>
</context>
<context>
    <name>ExportOptions</name>
    <message>
        <source>Only verified labels</source>
        <translation>Seulement les étiquettes vérifiées</translation>
    </message>
    <message>
        <source>photo.jpg.xmp (digiKam, darktable)</source>
        <translation>photo.jpg.xmp (digiKam, darktable)</translation>
    </message>
    <message>
        <source>photo.xmp (Lightroom)</source>
        <translation>photo.xmp (Lightroom)</translation>
    </message>
    <message>
        <source>A sidecar that is there already is used, whichever name it has.</source>
        <translation>Un fichier annexe déjà présent est utilisé, quel que soit son nom.</translation>
    </message>
    <message>
        <source>Take the tags of earlier exports out again</source>
        <translation>Retirer les mots-clés des exportations précédentes</translation>
    </message>
    <message>
        <source>Divide for training, validation and testing</source>
        <translation>Répartir entre entraînement, validation et test</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Disposition</translation>
    </message>
    <message>
        <source>New sidecars are called</source>
        <translation>Nom des nouveaux fichiers annexes</translation>
    </message>
    <message>
        <source>Labels: id and breed</source>
        <translation>Étiquettes&#xa0;: identifiant et race</translation>
    </message>
    <message>
        <source>Submission: a column a breed</source>
        <translation>Soumission&#xa0;: une colonne par race</translation>
    </message>
    <message>
        <source>Classification: a folder a class</source>
        <translation>Classification&#xa0;: un dossier par classe</translation>
    </message>
    <message>
        <source>Detection: boxes over the whole picture</source>
        <translation>Détection&#xa0;: des cadres sur toute l’image</translation>
    </message>
    <message>
        <source>Classification: no boxes</source>
        <translation>Classification&#xa0;: sans cadres</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>%</source>
        <comment>after a number</comment>
        <translation>&#xa0;%</translation>
    </message>
    <message>
        <source>These make {sum}%, not 100%.</source>
        <translation>Cela fait {sum}&#xa0;%, et non 100&#xa0;%.</translation>
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
    <name>Figures</name>
    <message>
        <source>{number}%</source>
        <translation>{number}&#x202f;%</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} s</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} min</translation>
    </message>
    <message>
        <source>{number} h</source>
        <translation>{number} h</translation>
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
        <source>Labelled or not</source>
        <translation>Étiquetées ou non</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Sans étiquette</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Étiquetées</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Vérifiées</translation>
    </message>
    <message>
        <source>Not a dog</source>
        <translation>Pas un chien</translation>
    </message>
    <message>
        <source>Breed unknown</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Mixed breed</source>
        <translation>Croisé</translation>
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
        <source>Labels shown</source>
        <translation>Étiquettes affichées</translation>
    </message>
    <message>
        <source>Photos with which label are shown</source>
        <translation>Les photos de quelle étiquette sont affichées</translation>
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
        <source>By what teaches most</source>
        <translation>Par ce qui apprend le plus</translation>
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
    <name>FindingSentences</name>
    <message>
        <source>There is no photo here that can be read.</source>
        <translation>Il n’y a ici aucune photo lisible.</translation>
    </message>
    <message>
        <source>All photos are of one breed, {breed}: there is nothing to tell apart. Add photos of another breed.</source>
        <translation>Toutes les photos sont d’une seule race, {breed}&#xa0;: il n’y a rien à distinguer. Ajoutez des photos d’une autre race.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot be read.</source>
        <translation>
            <numerusform>%Ln photo ne peut pas être lue.</numerusform>
            <numerusform>%Ln photos ne peuvent pas être lues.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer than {least} photos of {breeds}.</source>
        <translation>Moins de {least} photos pour {breeds}.</translation>
    </message>
    <message>
        <source>In one part of the data only: {breeds}.</source>
        <translation>Dans une seule part des données&#xa0;: {breeds}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are there more than once.</source>
        <translation>
            <numerusform>%Ln image figure plus d’une fois.</numerusform>
            <numerusform>%Ln images figurent plus d’une fois.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are there more than once, nearly alike.</source>
        <translation>
            <numerusform>%Ln image figure plus d’une fois, presque semblable.</numerusform>
            <numerusform>%Ln images figurent plus d’une fois, presque semblables.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s) of photos (one picture, one animal or one burst) are both among those to learn from and those to test with, which makes the accuracy look better than it is.</source>
        <translation>
            <numerusform>%Ln groupe de photos (une même image, un même animal ou une même rafale) sert à la fois à l’apprentissage et au test, ce qui fait paraître l’exactitude meilleure qu’elle n’est.</numerusform>
            <numerusform>%Ln groupes de photos (une même image, un même animal ou une même rafale) servent à la fois à l’apprentissage et au test, ce qui fait paraître l’exactitude meilleure qu’elle n’est.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are there under two breeds.</source>
        <translation>
            <numerusform>%Ln image figure sous deux races.</numerusform>
            <numerusform>%Ln images figurent sous deux races.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln burst(s) of photos were taken one right after the other.</source>
        <translation>
            <numerusform>%Ln rafale&#xa0;: des photos prises juste l’une après l’autre.</numerusform>
            <numerusform>%Ln rafales de photos prises juste l’une après l’autre.</numerusform>
        </translation>
    </message>
    <message>
        <source>These breeds differ in spelling only: {breeds}.</source>
        <translation>Ces races ne diffèrent que par l’écriture&#xa0;: {breeds}.</translation>
    </message>
    <message>
        <source>{most} has {most_count} photos, {fewest} only {fewest_count}.</source>
        <translation>{most} a {most_count} photos, {fewest} seulement {fewest_count}.</translation>
    </message>
    <message numerus="yes">
        <source>Leave out %Ln photo(s)</source>
        <translation>
            <numerusform>Écarter %Ln photo</numerusform>
            <numerusform>Écarter %Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep one photo of each picture, under the breed that most of its copies have</source>
        <translation>Garder une photo de chaque image, sous la race de la plupart de ses copies</translation>
    </message>
    <message>
        <source>Keep each burst in one part of the photos</source>
        <translation>Garder chaque rafale dans une seule partie des photos</translation>
    </message>
    <message>
        <source>Take them for one breed</source>
        <translation>Les réunir en une seule race</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} et {count} de plus</translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>Labels and their backups</source>
        <translation>Étiquettes et leurs sauvegardes</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Entraînements</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Cache: can be deleted at any time</source>
        <translation>Cache&#xa0;: peut être supprimé à tout moment</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>BreedLens keeps all this on your computer and sends none of it anywhere.</source>
        <translation>BreedLens garde tout cela sur votre ordinateur et n’en envoie rien nulle part.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
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
    <name>GroupActions</name>
    <message>
        <source>Take a photo out of its group, or put it back</source>
        <translation>Retirer une photo de son groupe, ou l’y remettre</translation>
    </message>
    <message>
        <source>Space, or a click</source>
        <translation>Espace, ou un clic</translation>
    </message>
    <message>
        <source>Accept what the group suggests</source>
        <translation>Accepter ce que le groupe propose</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Label the group with one of the five likeliest breeds</source>
        <translation>Étiqueter le groupe avec l’une des cinq races les plus probables</translation>
    </message>
    <message>
        <source>Next and previous photo</source>
        <translation>Photo suivante et précédente</translation>
    </message>
    <message>
        <source>Arrows, or D and A</source>
        <translation>Flèches, ou D et A</translation>
    </message>
    <message>
        <source>Next and previous group</source>
        <translation>Groupe suivant et précédent</translation>
    </message>
    <message>
        <source>Ctrl+Down, Ctrl+Up</source>
        <translation>Ctrl+Bas, Ctrl+Haut</translation>
    </message>
    <message>
        <source>Take out all photos up to this one</source>
        <translation>Retirer toutes les photos jusqu’à celle-ci</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Maj+clic</translation>
    </message>
    <message>
        <source>Show the photo large</source>
        <translation>Afficher la photo en grand</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Double-clic</translation>
    </message>
    <message>
        <source>&amp;Accept what the group suggests</source>
        <translation>&amp;Accepter ce que le groupe propose</translation>
    </message>
    <message>
        <source>Label the group with another &amp;breed…</source>
        <translation>Étiqueter le groupe avec une autre &amp;race…</translation>
    </message>
    <message>
        <source>The group shows &amp;no dog</source>
        <translation>Le groupe ne montre &amp;pas de chien</translation>
    </message>
    <message>
        <source>The group is of an &amp;unknown breed</source>
        <translation>Le groupe est d’une race &amp;inconnue</translation>
    </message>
    <message>
        <source>The group is of a &amp;mixed breed</source>
        <translation>Le groupe est &amp;croisé</translation>
    </message>
    <message>
        <source>&amp;Skip the group</source>
        <translation>Pa&amp;sser le groupe</translation>
    </message>
    <message>
        <source>Take out the &amp;doubtful photos</source>
        <translation>Retirer les photos &amp;douteuses</translation>
    </message>
    <message>
        <source>&amp;Unfold near duplicates</source>
        <translation>Déplier les &amp;quasi-doublons</translation>
    </message>
</context>
<context>
    <name>GroupBar</name>
    <message>
        <source>Group what is known</source>
        <translation>Grouper ce qui est connu</translation>
    </message>
    <message>
        <source>End now and group the photos that were looked at</source>
        <translation>Arrêter maintenant et grouper les photos déjà regardées</translation>
    </message>
    <message>
        <source>Coarser</source>
        <translation>Plus grands</translation>
    </message>
    <message>
        <source>Finer</source>
        <translation>Plus fins</translation>
    </message>
    <message>
        <source>How fine the groups are</source>
        <translation>Finesse des groupes</translation>
    </message>
    <message>
        <source>Larger groups to the left, smaller ones to the right</source>
        <translation>Groupes plus grands à gauche, plus petits à droite</translation>
    </message>
    <message>
        <source>Labelled ones too</source>
        <translation>Étiquetées aussi</translation>
    </message>
    <message>
        <source>Also group the photos that have a label</source>
        <translation>Grouper aussi les photos qui ont une étiquette</translation>
    </message>
    <message>
        <source>Group again</source>
        <translation>Regrouper</translation>
    </message>
    <message>
        <source>Bring back the photos that were taken out, in new groups</source>
        <translation>Faire revenir les photos retirées, dans de nouveaux groupes</translation>
    </message>
    <message>
        <source>Accept all above…</source>
        <translation>Accepter tout au-dessus…</translation>
    </message>
    <message>
        <source>Accept all answers above a probability, after a look at every breed</source>
        <translation>Accepter toutes les réponses au-dessus d’une probabilité, après un regard sur chaque race</translation>
    </message>
</context>
<context>
    <name>GroupLabeller</name>
    <message>
        <source>All photos of this group are taken out. Put some back with Space, or skip it with S.</source>
        <translation>Toutes les photos de ce groupe sont retirées. Remettez-en avec Espace, ou passez-le avec S.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read, and were not labelled.</source>
        <translation>
            <numerusform>%Ln photo n’a pas pu être lue, et n’a pas été étiquetée.</numerusform>
            <numerusform>%Ln photos n’ont pas pu être lues, et n’ont pas été étiquetées.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupPreview</name>
    <message>
        <source>Space puts it back into the group</source>
        <translation>Espace la remet dans le groupe</translation>
    </message>
    <message>
        <source>Space takes it out of the group</source>
        <translation>Espace la retire du groupe</translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message>
        <source>Looking for photos that are alike…</source>
        <translation>Recherche de photos qui se ressemblent…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read.</source>
        <translation>
            <numerusform>%Ln photo n’a pas pu être lue.</numerusform>
            <numerusform>%Ln photos n’ont pas pu être lues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are being labelled…</source>
        <translation>
            <numerusform>%Ln photo est en cours d’étiquetage…</numerusform>
            <numerusform>%Ln photos sont en cours d’étiquetage…</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Groups of photos that are alike</source>
        <translation>Groupes de photos qui se ressemblent</translation>
    </message>
    <message>
        <source>Label photos by the group</source>
        <translation>Étiqueter les photos par groupes</translation>
    </message>
    <message>
        <source>Photos that are alike come in groups. Take out the odd ones, and label the rest with one key.</source>
        <translation>Les photos qui se ressemblent viennent par groupes. Retirez les intruses, et étiquetez le reste d’une seule touche.</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Ouvrir des photos…</translation>
    </message>
    <message>
        <source>The photos that are open under Identify are grouped here.</source>
        <translation>Les photos ouvertes sous «&#xa0;Identifier&#xa0;» sont groupées ici.</translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message>
        <source>Not a dog</source>
        <translation>Pas un chien</translation>
    </message>
    <message>
        <source>Dogs of a breed not among the known ones</source>
        <translation>Chiens d’une race qui n’est pas parmi les connues</translation>
    </message>
    <message>
        <source>Photos that are like no others</source>
        <translation>Photos qui ne ressemblent à aucune autre</translation>
    </message>
    <message>
        <source>{photos} in {groups}</source>
        <translation>{photos} dans {groups}</translation>
    </message>
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
            <numerusform>%Ln groupe</numerusform>
            <numerusform>%Ln groupes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that were taken out can be grouped again.</source>
        <translation>
            <numerusform>%Ln photo retirée peut être regroupée.</numerusform>
            <numerusform>%Ln photos retirées peuvent être regroupées.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every photo that is open has a label.</source>
        <translation>Toutes les photos ouvertes ont une étiquette.</translation>
    </message>
    <message>
        <source>{inside} of {all} photos</source>
        <translation>{inside} photos sur {all}</translation>
    </message>
    <message>
        <source>Accept “{breed}”</source>
        <translation>Accepter «&#xa0;{breed}&#xa0;»</translation>
    </message>
    <message>
        <source>Accept each one’s breed</source>
        <translation>Accepter la race de chacune</translation>
    </message>
    <message>
        <source>Type their breed…</source>
        <translation>Saisir leur race…</translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>Enregistrement…</translation>
    </message>
    <message>
        <source>{share} sure on average</source>
        <translation>sûr à {share} en moyenne</translation>
    </message>
    <message>
        <source>No dog was found, {share} sure on average</source>
        <translation>Aucun chien trouvé, sûr à {share} en moyenne</translation>
    </message>
    <message>
        <source>Nearest: {breeds}</source>
        <translation>Les plus proches&#xa0;: {breeds}</translation>
    </message>
    <message>
        <source>Below each photo stands its own likeliest breed</source>
        <translation>Sous chaque photo figure sa race la plus probable</translation>
    </message>
    <message numerus="yes">
        <source>%Ln doubtful one(s) at the end</source>
        <translation>
            <numerusform>%Ln douteuse à la fin</numerusform>
            <numerusform>%Ln douteuses à la fin</numerusform>
        </translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Mixed breed</source>
        <translation>Croisé</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Groups</source>
        <translation>Groupes</translation>
    </message>
</context>
<context>
    <name>HelpActions</name>
    <message>
        <source>This installation has no user guide. F1 shows all keys.</source>
        <translation>Cette installation n’a pas de guide d’utilisation. F1 montre toutes les touches.</translation>
    </message>
    <message>
        <source>The sample is missing from this installation.</source>
        <translation>L’exemple manque à cette installation.</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>&amp;Guide d’utilisation</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>Ouvrir l’&amp;exemple</translation>
    </message>
    <message>
        <source>Drawn dogs that come with BreedLens, to try it without photos</source>
        <translation>Des chiens dessinés, fournis avec BreedLens, pour l’essayer sans photos</translation>
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
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import labels</source>
        <translation>Importer des étiquettes</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Folder of the photos, if they do not lie beside it</source>
        <translation>Dossier des photos, si elles ne sont pas à côté</translation>
    </message>
    <message>
        <source>Folder of the photos</source>
        <translation>Dossier des photos</translation>
    </message>
    <message>
        <source>Replace the labels that photos have already</source>
        <translation>Remplacer les étiquettes que les photos ont déjà</translation>
    </message>
    <message>
        <source>Let unknown names become breeds of my own</source>
        <translation>Faire des noms inconnus mes propres races</translation>
    </message>
    <message>
        <source>Import with these as breeds of my own</source>
        <translation>Importer en faisant de ceux-ci mes propres races</translation>
    </message>
    <message>
        <source>All of it is one step, which can be undone.</source>
        <translation>Le tout est une seule étape, qui peut être annulée.</translation>
    </message>
    <message>
        <source>Folder to read</source>
        <translation>Dossier à lire</translation>
    </message>
    <message>
        <source>File to read</source>
        <translation>Fichier à lire</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Stopped. No label was changed.</source>
        <translation>Arrêté. Aucune étiquette n’a été changée.</translation>
    </message>
    <message>
        <source>Entries: {entries}. Labels imported: {imported}. Said already: {unchanged}. Left out: {left_out}.</source>
        <translation>Entrées&#xa0;: {entries}. Étiquettes importées&#xa0;: {imported}. Déjà connues&#xa0;: {unchanged}. Laissées de côté&#xa0;: {left_out}.</translation>
    </message>
    <message>
        <source>The photo has another label already, which stays.</source>
        <translation>La photo a déjà une autre étiquette, qui reste.</translation>
    </message>
    <message>
        <source>{name}: {kept} stays, the file says {given}</source>
        <translation>{name}&#xa0;: {kept} reste, le fichier dit {given}</translation>
    </message>
    <message>
        <source>not a dog</source>
        <translation>pas un chien</translation>
    </message>
    <message>
        <source>unknown breed</source>
        <translation>race inconnue</translation>
    </message>
    <message>
        <source>mixed breed</source>
        <translation>croisé</translation>
    </message>
</context>
<context>
    <name>LabelActions</name>
    <message>
        <source>Accept what the model says</source>
        <translation>Accepter ce que dit le modèle</translation>
    </message>
    <message>
        <source>Type a breed…</source>
        <translation>Saisir une race…</translation>
    </message>
    <message>
        <source>Not a dog</source>
        <translation>Pas un chien</translation>
    </message>
    <message>
        <source>A dog, breed unknown</source>
        <translation>Un chien, race inconnue</translation>
    </message>
    <message>
        <source>Mixed breed</source>
        <translation>Croisé</translation>
    </message>
    <message>
        <source>Looked at twice: verified</source>
        <translation>Regardée deux fois&#xa0;: vérifiée</translation>
    </message>
    <message>
        <source>Take the label away</source>
        <translation>Retirer l’étiquette</translation>
    </message>
    <message>
        <source>Accept all above a confidence…</source>
        <translation>Tout accepter au-dessus d’une confiance…</translation>
    </message>
    <message>
        <source>Teach while labelling</source>
        <translation>Apprendre pendant l’étiquetage</translation>
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
        <source>Teach</source>
        <translation>Apprendre</translation>
    </message>
    <message>
        <source>The model learns from every label, own breeds included (Ctrl+Shift+T)</source>
        <translation>Le modèle apprend de chaque étiquette, races à vous comprises (Ctrl+Maj+T)</translation>
    </message>
    <message>
        <source>Take breed {place}</source>
        <translation>Prendre la race {place}</translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>All photos of the group that were not taken out (Enter)</source>
        <translation>Toutes les photos du groupe qui n’ont pas été retirées (Entrée)</translation>
    </message>
    <message>
        <source>Label the group with this breed ({key})</source>
        <translation>Étiqueter le groupe avec cette race ({key})</translation>
    </message>
    <message>
        <source>Not a dog</source>
        <translation>Pas un chien</translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Mixed breed</source>
        <translation>Croisé</translation>
    </message>
    <message>
        <source>Label the group so ({key})</source>
        <translation>Étiqueter ainsi le groupe ({key})</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Leave the group as it is and go on to the next ({key})</source>
        <translation>Laisser le groupe tel quel et passer au suivant ({key})</translation>
    </message>
</context>
<context>
    <name>LabelBox</name>
    <message>
        <source>Not labelled yet</source>
        <translation>Pas encore étiquetée</translation>
    </message>
    <message>
        <source>Accept: {answer}</source>
        <translation>Accepter&#xa0;: {answer}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Another breed (R)</source>
        <translation>Autre race (R)</translation>
    </message>
    <message>
        <source>Breed of this photo</source>
        <translation>Race de cette photo</translation>
    </message>
    <message>
        <source>Type a breed in English or in French, or a new name of your own</source>
        <translation>Saisissez une race en anglais ou en français, ou un nouveau nom à vous</translation>
    </message>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnue</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Croisé</translation>
    </message>
</context>
<context>
    <name>LabelDesk</name>
    <message numerus="yes">
        <source>%Ln photo(s) chosen: what you say goes for all of them.</source>
        <translation>
            <numerusform>%Ln photo choisie&#xa0;: ce que vous dites vaut pour elle.</numerusform>
            <numerusform>%Ln photos choisies&#xa0;: ce que vous dites vaut pour toutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>the first answer of each</source>
        <translation>la première réponse de chacune</translation>
    </message>
    <message>
        <source>not a dog</source>
        <translation>pas un chien</translation>
    </message>
    <message>
        <source>breed unknown</source>
        <translation>race inconnue</translation>
    </message>
    <message>
        <source>There is no answer to take for this photo.</source>
        <translation>Il n’y a pas de réponse à prendre pour cette photo.</translation>
    </message>
    <message numerus="yes">
        <source>Taken back: %Ln change(s).</source>
        <translation>
            <numerusform>Annulé&#xa0;: %Ln modification.</numerusform>
            <numerusform>Annulé&#xa0;: %Ln modifications.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done again: %Ln change(s).</source>
        <translation>
            <numerusform>Rétabli&#xa0;: %Ln modification.</numerusform>
            <numerusform>Rétabli&#xa0;: %Ln modifications.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of them are not open here.</source>
        <translation>
            <numerusform>%Ln de ces photos n’est pas ouverte ici.</numerusform>
            <numerusform>%Ln de ces photos ne sont pas ouvertes ici.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read and so were not labelled.</source>
        <translation>
            <numerusform>%Ln photo n’a pas pu être lue et n’a donc pas été étiquetée.</numerusform>
            <numerusform>%Ln photos n’ont pas pu être lues et n’ont donc pas été étiquetées.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>&amp;Annuler&#xa0;: {what}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation>&amp;Rétablir&#xa0;: {what}</translation>
    </message>
    <message>
        <source>&amp;Export labels…</source>
        <translation>&amp;Exporter les étiquettes…</translation>
    </message>
    <message>
        <source>&amp;Import labels…</source>
        <translation>&amp;Importer des étiquettes…</translation>
    </message>
    <message>
        <source>My own &amp;breeds…</source>
        <translation>Mes propres &amp;races…</translation>
    </message>
    <message>
        <source>&amp;Restore labels from a backup…</source>
        <translation>&amp;Restaurer les étiquettes d’une sauvegarde…</translation>
    </message>
    <message>
        <source>&amp;Keep labels in another file…</source>
        <translation>&amp;Garder les étiquettes dans un autre fichier…</translation>
    </message>
    <message>
        <source>Use my &amp;own labels again</source>
        <translation>Reprendre mes &amp;propres étiquettes</translation>
    </message>
    <message numerus="yes">
        <source>labels brought in (%Ln change(s))</source>
        <translation>
            <numerusform>étiquettes importées (%Ln modification)</numerusform>
            <numerusform>étiquettes importées (%Ln modifications)</numerusform>
        </translation>
    </message>
    <message>
        <source>a breed renamed</source>
        <translation>une race renommée</translation>
    </message>
    <message>
        <source>two breeds made one</source>
        <translation>deux races réunies</translation>
    </message>
    <message>
        <source>a new breed</source>
        <translation>une nouvelle race</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln étiquette</numerusform>
            <numerusform>%Ln étiquettes</numerusform>
        </translation>
    </message>
    <message>
        <source>The labels are as they were on {day}.</source>
        <translation>Les étiquettes sont telles qu’elles étaient le {day}.</translation>
    </message>
    <message>
        <source>What was there before is kept as {file}.</source>
        <translation>Ce qui s’y trouvait avant est gardé sous {file}.</translation>
    </message>
    <message>
        <source>Keep labels in this file</source>
        <translation>Garder les étiquettes dans ce fichier</translation>
    </message>
    <message>
        <source>Labels of BreedLens (*.sqlite3)</source>
        <translation>Étiquettes de BreedLens (*.sqlite3)</translation>
    </message>
    <message>
        <source>Labels are kept in {file} from now on.</source>
        <translation>Les étiquettes sont désormais gardées dans {file}.</translation>
    </message>
    <message>
        <source>Your own labels are used from now on.</source>
        <translation>Vos propres étiquettes sont désormais utilisées.</translation>
    </message>
</context>
<context>
    <name>LiveCurves</name>
    <message>
        <source>training {value}</source>
        <translation>apprentissage {value}</translation>
    </message>
    <message>
        <source>validation {value}</source>
        <translation>validation {value}</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Lots</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Temps</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>En abscisse</translation>
    </message>
    <message>
        <source>What the curves are drawn over</source>
        <translation>Ce qui est en abscisse</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Lissage</translation>
    </message>
    <message>
        <source>How smooth the bold line is; the faint one shows every batch</source>
        <translation>Le lissage de la ligne épaisse&#x202f;; la ligne pâle montre chaque lot</translation>
    </message>
    <message>
        <source>Logarithmic loss</source>
        <translation>Perte en échelle logarithmique</translation>
    </message>
    <message>
        <source>Show the whole curves (Home in a plot)</source>
        <translation>Montrer les courbes entières (Origine dans un graphique)</translation>
    </message>
    <message>
        <source>Show the whole curves</source>
        <translation>Montrer les courbes entières</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
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
        <source>&amp;Models…</source>
        <translation>&amp;Modèles…</translation>
    </message>
    <message>
        <source>Choose, evaluate or remove a model</source>
        <translation>Choisir, évaluer ou retirer un modèle</translation>
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
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>É&amp;tiqueter</translation>
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
    <name>MatrixTab</name>
    <message>
        <source>confusion matrix</source>
        <translation>matrice de confusion</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Image (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Dessin (*.svg)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
    <message>
        <source>Save the confusion matrix</source>
        <translation>Enregistrer la matrice de confusion</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>what the photos are</source>
        <translation>ce que sont les photos</translation>
    </message>
    <message>
        <source>what the model called them</source>
        <translation>ce que le modèle en a dit</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Enregistré&#xa0;: {path}</translation>
    </message>
    <message>
        <source>Confused breeds together</source>
        <translation>Races confondues côte à côte</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Par nom</translation>
    </message>
    <message>
        <source>By breed group</source>
        <translation>Par groupe de races</translation>
    </message>
    <message>
        <source>Numbers of photos</source>
        <translation>Nombres de photos</translation>
    </message>
    <message>
        <source>Shares of the row</source>
        <translation>Parts de la ligne</translation>
    </message>
    <message>
        <source>Order of rows and columns</source>
        <translation>Ordre des lignes et des colonnes</translation>
    </message>
    <message>
        <source>What the cells say</source>
        <translation>Ce que disent les cases</translation>
    </message>
    <message>
        <source>Larger (Ctrl and the wheel)</source>
        <translation>Agrandir (Ctrl et la molette)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl and the wheel)</source>
        <translation>Réduire (Ctrl et la molette)</translation>
    </message>
    <message>
        <source>All breeds at once</source>
        <translation>Toutes les races à la fois</translation>
    </message>
    <message>
        <source>Save as a picture, drawing or table…</source>
        <translation>Enregistrer comme image, dessin ou tableau…</translation>
    </message>
</context>
<context>
    <name>MetricPlot</name>
    <message>
        <source>best: epoch {number}</source>
        <translation>meilleure&#xa0;: époque {number}</translation>
    </message>
</context>
<context>
    <name>MistakeModel</name>
    <message>
        <source>{breed} → {predicted}, {share}</source>
        <translation>{breed} → {predicted}, {share}</translation>
    </message>
</context>
<context>
    <name>MistakesView</name>
    <message>
        <source>There is no mistake among the photos that were looked at.</source>
        <translation>Il n’y a aucune erreur parmi les photos regardées.</translation>
    </message>
    <message>
        <source>It said: {breed}</source>
        <translation>Il a dit&#xa0;: {breed}</translation>
    </message>
    <message>
        <source>It is: {breed}</source>
        <translation>C’est&#xa0;: {breed}</translation>
    </message>
    <message>
        <source>Photos that the model got wrong</source>
        <translation>Photos où le modèle s’est trompé</translation>
    </message>
</context>
<context>
    <name>ModelExports</name>
    <message>
        <source>Export the model</source>
        <translation>Exporter le modèle</translation>
    </message>
    <message>
        <source>The model is being exported and compared…</source>
        <translation>Le modèle est exporté et comparé…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>The model was exported</source>
        <translation>Le modèle a été exporté</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>Enregistré sous «&#xa0;{name}&#xa0;».</translation>
    </message>
    <message>
        <source>On {count} photos it names the same breed in {share}; no probability differs by more than {most}.</source>
        <translation>Sur {count} photos, il nomme la même race dans {share} des cas&#x202f;; aucune probabilité ne diffère de plus de {most}.</translation>
    </message>
</context>
<context>
    <name>ModelJoins</name>
    <message>
        <source>Join into one model</source>
        <translation>Réunir en un modèle</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) will answer together: more accurate than each alone, and as many times slower.
Name of the new model:</source>
        <translation>
            <numerusform>%Ln modèle répondra.
Nom du nouveau modèle&#xa0;:</numerusform>
            <numerusform>%Ln modèles répondront ensemble&#xa0;: plus exacts que chacun seul, et autant de fois plus lents.
Nom du nouveau modèle&#xa0;:</numerusform>
        </translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Réunir</translation>
    </message>
    <message>
        <source>The models answer the photos for validation…</source>
        <translation>Les modèles répondent pour les photos de validation…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>The models are joined</source>
        <translation>Les modèles sont réunis</translation>
    </message>
    <message>
        <source>“{name}” can be used now.</source>
        <translation>«&#xa0;{name}&#xa0;» est prêt à l’emploi.</translation>
    </message>
    <message>
        <source>Identify with this model</source>
        <translation>Identifier avec ce modèle</translation>
    </message>
    <message>
        <source>All have equal shares ({shares}): there is no photo at hand that none of them has learned from.</source>
        <translation>Tous ont des parts égales ({shares})&#xa0;: il n’y a aucune photo dont aucun d’eux n’ait appris.</translation>
    </message>
    <message numerus="yes">
        <source>on %Ln photo(s) that none of them has learned from</source>
        <translation>
            <numerusform>sur %Ln photo dont aucun n’a appris</numerusform>
            <numerusform>sur %Ln photos dont aucun n’a appris</numerusform>
        </translation>
    </message>
    <message>
        <source>Their shares were fitted {photos}: {shares}.</source>
        <translation>Leurs parts ont été ajustées {photos}&#xa0;: {shares}.</translation>
    </message>
    <message>
        <source>The others would change nothing for the better there, and are left out.</source>
        <translation>Les autres n’y amélioreraient rien et sont laissés de côté.</translation>
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
    <name>ModelWords</name>
    <message>
        <source>came with BreedLens</source>
        <translation>fourni avec BreedLens</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>téléchargé</translation>
    </message>
    <message>
        <source>several together</source>
        <translation>plusieurs ensemble</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>à vous</translation>
    </message>
    <message>
        <source>{kind}, {day}</source>
        <translation>{kind}, {day}</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>non mesurée</translation>
    </message>
    <message>
        <source>{share} ({low} to {high})</source>
        <translation>{share} ({low} à {high})</translation>
    </message>
    <message>
        <source>Its answers are the mean of those of {models}.</source>
        <translation>Ses réponses sont la moyenne de celles de {models}.</translation>
    </message>
    <message numerus="yes">
        <source>Its accuracy was measured on %Ln photo(s).</source>
        <translation>
            <numerusform>Son exactitude a été mesurée sur %Ln photo.</numerusform>
            <numerusform>Son exactitude a été mesurée sur %Ln photos.</numerusform>
        </translation>
    </message>
    <message>
        <source>It came with BreedLens and cannot be removed.</source>
        <translation>Il est fourni avec BreedLens et ne peut pas être retiré.</translation>
    </message>
    <message>
        <source>It is the model in use; BreedLens goes back to its own model.</source>
        <translation>C’est le modèle utilisé&#x202f;; BreedLens reviendra à son propre modèle.</translation>
    </message>
    <message>
        <source>The run “{run}” keeps a copy in its folder.</source>
        <translation>L’entraînement «&#xa0;{run}&#xa0;» en garde une copie dans son dossier.</translation>
    </message>
    <message>
        <source>It can be downloaded again.</source>
        <translation>Il peut être téléchargé de nouveau.</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>Il ne pourra pas être récupéré.</translation>
    </message>
    <message>
        <source>Photos, labels, runs and other models stay.</source>
        <translation>Les photos, étiquettes, entraînements et autres modèles restent.</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>{model}  (in use)</source>
        <translation>{model}  (utilisé)</translation>
    </message>
    <message>
        <source>Reading the models…</source>
        <translation>Lecture des modèles…</translation>
    </message>
    <message>
        <source>BreedLens identifies with “{model}” now.</source>
        <translation>BreedLens identifie désormais avec «&#xa0;{model}&#xa0;».</translation>
    </message>
    <message>
        <source>Remove “{model}” from this computer?</source>
        <translation>Retirer «&#xa0;{model}&#xa0;» de cet ordinateur&#x202f;?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>“{model}” is removed.</source>
        <translation>«&#xa0;{model}&#xa0;» est retiré.</translation>
    </message>
    <message>
        <source>BreedLens identifies with its own model again.</source>
        <translation>BreedLens identifie de nouveau avec son propre modèle.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Models on this computer</source>
        <translation>Modèles de cet ordinateur</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Breeds</source>
        <translation>Races</translation>
    </message>
    <message>
        <source>Accuracy, with 95% interval</source>
        <translation>Exactitude, avec intervalle à 95&#xa0;%</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>&amp;Utiliser ce modèle</translation>
    </message>
    <message>
        <source>Identify photos with this model from now on</source>
        <translation>Identifier désormais les photos avec ce modèle</translation>
    </message>
    <message>
        <source>&amp;Evaluate…</source>
        <translation>É&amp;valuer…</translation>
    </message>
    <message>
        <source>Measure this model on photos whose breeds are known</source>
        <translation>Mesurer ce modèle sur des photos dont les races sont connues</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Retirer…</translation>
    </message>
    <message>
        <source>Take a model of your own off this computer (Del)</source>
        <translation>Retirer de cet ordinateur un modèle à vous (Suppr)</translation>
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
    <name>OwnBreedsDialog</name>
    <message>
        <source>My own breeds</source>
        <translation>Mes propres races</translation>
    </message>
    <message>
        <source>A breed keeps its photos under its new name. A name that means another breed makes the two one.</source>
        <translation>Une race garde ses photos sous son nouveau nom. Un nom qui désigne une autre race réunit les deux.</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Nouveau nom</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Make one</source>
        <translation>Réunir</translation>
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
        <source>Space, Esc</source>
        <translation>Espace, Échap</translation>
    </message>
    <message>
        <source>Choose several photos</source>
        <translation>Choisir plusieurs photos</translation>
    </message>
    <message>
        <source>Shift or Ctrl + click, Shift + arrows, Ctrl+A</source>
        <translation>Maj ou Ctrl + clic, Maj + flèches, Ctrl+A</translation>
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
        <source>Only the photo, without the grid (Ctrl+L; Space in the grid, Esc to return)</source>
        <translation>La photo seule, sans la grille (Ctrl+L&#x202f;; Espace dans la grille, Échap pour revenir)</translation>
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
    <name>PhotosPanel</name>
    <message>
        <source>Photos looked at</source>
        <translation>Photos regardées</translation>
    </message>
    <message>
        <source>Which photos shall BreedLens learn from?</source>
        <translation>De quelles photos BreedLens doit-il apprendre&#x202f;?</translation>
    </message>
    <message>
        <source>A folder that holds one folder of photos for each breed, named after the breed. Stanford Dogs, the photos of the Kaggle competition and tables (CSV) with a column of photos and one of breeds work too.</source>
        <translation>Un dossier qui contient un dossier de photos pour chaque race, portant le nom de la race. Stanford Dogs, les photos du concours Kaggle et les tableaux (CSV) avec une colonne de photos et une de races conviennent aussi.</translation>
    </message>
    <message>
        <source>These do not lie beside each other.</source>
        <translation>Ces éléments ne sont pas côte à côte.</translation>
    </message>
    <message>
        <source>Drop one folder that holds a folder of photos for each breed, or several folders of breeds that lie in the same folder.</source>
        <translation>Déposez un dossier qui contient un dossier de photos par race, ou plusieurs dossiers de races situés dans le même dossier.</translation>
    </message>
    <message>
        <source>Looking at the photos…</source>
        <translation>Examen des photos…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
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
            <numerusform>%Ln race</numerusform>
            <numerusform>%Ln races</numerusform>
        </translation>
    </message>
    <message>
        <source>{breeds}, {photos}</source>
        <translation>{breeds}, {photos}</translation>
    </message>
    <message>
        <source>Nothing is wrong with these photos.</source>
        <translation>Rien à redire à ces photos.</translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>Browse…</source>
        <translation>Parcourir…</translation>
    </message>
</context>
<context>
    <name>PreprocessingPanel</name>
    <message>
        <source>off</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>What the network is shown</source>
        <translation>Ce que voit le réseau</translation>
    </message>
    <message>
        <source>Cut out the marked dog</source>
        <translation>Découper le chien repéré</translation>
    </message>
    <message>
        <source>Where the data set says in which part the dog is; other photos stay whole</source>
        <translation>Là où les données disent où est le chien&#x202f;; les autres photos restent entières</translation>
    </message>
    <message>
        <source>With a margin of</source>
        <translation>Avec une marge de</translation>
    </message>
    <message>
        <source>Share of the marked part that is added on each side</source>
        <translation>Part de la zone repérée ajoutée de chaque côté</translation>
    </message>
    <message>
        <source>Part in the middle</source>
        <translation>Partie centrale</translation>
    </message>
    <message>
        <source>Share of each side that is kept; 1 is all of it</source>
        <translation>Part de chaque côté qui est gardée&#x202f;; 1 garde tout</translation>
    </message>
    <message>
        <source>Cut off what is too long</source>
        <translation>Couper ce qui dépasse</translation>
    </message>
    <message>
        <source>Squeeze it together</source>
        <translation>Comprimer</translation>
    </message>
    <message>
        <source>Add black edges</source>
        <translation>Ajouter des bords noirs</translation>
    </message>
    <message>
        <source>To a square</source>
        <translation>En carré</translation>
    </message>
    <message>
        <source>Networks look at squares: how a photo becomes one</source>
        <translation>Les réseaux regardent des carrés&#xa0;: comment une photo en devient un</translation>
    </message>
    <message>
        <source>Mean of the area</source>
        <translation>Moyenne de la zone</translation>
    </message>
    <message>
        <source>Nearest pixel</source>
        <translation>Pixel le plus proche</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>Bilinéaire</translation>
    </message>
    <message>
        <source>Bicubic</source>
        <translation>Bicubique</translation>
    </message>
    <message>
        <source>Made smaller by</source>
        <translation>Réduite par</translation>
    </message>
    <message>
        <source>How several pixels become one</source>
        <translation>Comment plusieurs pixels en deviennent un</translation>
    </message>
    <message>
        <source>Light and colour</source>
        <translation>Lumière et couleur</translation>
    </message>
    <message>
        <source>Part by part (CLAHE)</source>
        <translation>Zone par zone (CLAHE)</translation>
    </message>
    <message>
        <source>The whole photo</source>
        <translation>La photo entière</translation>
    </message>
    <message>
        <source>Even out the light</source>
        <translation>Égaliser la lumière</translation>
    </message>
    <message>
        <source>Brings out what lies in shadow or glare (histogram equalisation)</source>
        <translation>Fait ressortir ce qui est dans l’ombre ou l’éblouissement (égalisation d’histogramme)</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>How much contrast may grow; more shows more noise too</source>
        <translation>De combien le contraste peut croître&#x202f;; plus de force montre aussi plus de bruit</translation>
    </message>
    <message>
        <source>Parts across</source>
        <translation>Zones par côté</translation>
    </message>
    <message>
        <source>So many parts to each side are evened out by themselves</source>
        <translation>Ce nombre de zones par côté sont égalisées séparément</translation>
    </message>
    <message>
        <source>Across rows</source>
        <translation>Entre les lignes</translation>
    </message>
    <message>
        <source>Across colours</source>
        <translation>Entre les couleurs</translation>
    </message>
    <message>
        <source>Whitening</source>
        <translation>Blanchiment</translation>
    </message>
    <message>
        <source>Takes away what neighbouring pixels have in common, so that edges stand out (ZCA)</source>
        <translation>Retire ce que les pixels voisins ont en commun, pour que les contours ressortent (ZCA)</translation>
    </message>
    <message>
        <source>Same brightness and contrast</source>
        <translation>Même luminosité et même contraste</translation>
    </message>
    <message>
        <source>Brings every photo to the same mean and spread</source>
        <translation>Ramène chaque photo à la même moyenne et au même écart</translation>
    </message>
    <message>
        <source>Noise and sharpness</source>
        <translation>Bruit et netteté</translation>
    </message>
    <message>
        <source>Median (quick)</source>
        <translation>Médiane (rapide)</translation>
    </message>
    <message>
        <source>Similar places (slow)</source>
        <translation>Endroits semblables (lent)</translation>
    </message>
    <message>
        <source>Remove noise</source>
        <translation>Retirer le bruit</translation>
    </message>
    <message>
        <source>Takes the grain out of dark photos</source>
        <translation>Retire le grain des photos sombres</translation>
    </message>
    <message>
        <source>Neighbours across</source>
        <translation>Voisins par côté</translation>
    </message>
    <message>
        <source>Pixels across that the middle one is chosen from</source>
        <translation>Largeur en pixels du voisinage où le pixel central est choisi</translation>
    </message>
    <message>
        <source>How much grain is taken out; more loses fine fur too</source>
        <translation>Quantité de grain retirée&#x202f;; trop en retirer efface aussi le pelage fin</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Adoucir</translation>
    </message>
    <message>
        <source>Blurs by so many pixels</source>
        <translation>Floute de ce nombre de pixels</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>Accentuer</translation>
    </message>
    <message>
        <source>How much edges are strengthened</source>
        <translation>De combien les contours sont renforcés</translation>
    </message>
    <message>
        <source>Edges as wide as</source>
        <translation>Largeur des contours</translation>
    </message>
    <message>
        <source>Pixels across that count as an edge</source>
        <translation>Largeur en pixels de ce qui compte comme contour</translation>
    </message>
    <message>
        <source>The model prepares every photo in the same way, while it learns and ever after.</source>
        <translation>Le modèle prépare chaque photo de la même façon, pendant l’apprentissage et toujours ensuite.</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>How far the work is</source>
        <translation>Avancement du travail</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Préparation…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} photos/s</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>encore {time}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
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
    <name>RateFinderDialog</name>
    <message>
        <source>Find a learning rate</source>
        <translation>Chercher un taux d’apprentissage</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>Avancement de la recherche</translation>
    </message>
    <message>
        <source>Use this rate</source>
        <translation>Utiliser ce taux</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Préparation…</translation>
    </message>
    <message>
        <source>Looking at the photos: {done} of {total}</source>
        <translation>Examen des photos&#xa0;: {done} sur {total}</translation>
    </message>
    <message>
        <source>Trying the learning rate {rate}</source>
        <translation>Essai du taux d’apprentissage {rate}</translation>
    </message>
    <message>
        <source>Loss at each learning rate</source>
        <translation>Perte pour chaque taux d’apprentissage</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>The loss fell at no learning rate, so none can be suggested.</source>
        <translation>La perte n’a baissé pour aucun taux d’apprentissage&#x202f;; aucun ne peut donc être proposé.</translation>
    </message>
    <message>
        <source>Suggested: {rate}. There the loss falls most steeply.</source>
        <translation>Proposition&#xa0;: {rate}. C’est là que la perte baisse le plus vite.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
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
    <name>RecipeChooser</name>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Researchers’ recipes</source>
        <translation>Recettes de chercheurs</translation>
    </message>
    <message>
        <source>{network}, {size} × {size} pixels, {parameters} parameters</source>
        <translation>{network}, {size} × {size} pixels, {parameters} paramètres</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>Source&#xa0;: {source}</translation>
    </message>
    <message>
        <source>Published result: {result}</source>
        <translation>Résultat publié&#xa0;: {result}</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Rapide</translation>
    </message>
    <message>
        <source>A small network that is good already learns your breeds: minutes on any computer.</source>
        <translation>Un petit réseau déjà bon apprend vos races&#xa0;: quelques minutes sur tout ordinateur.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Équilibrée</translation>
    </message>
    <message>
        <source>A larger network and more views of each photo: more accurate, and several times longer.</source>
        <translation>Un réseau plus grand et plus de vues de chaque photo&#xa0;: plus exact, et plusieurs fois plus long.</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Meilleure</translation>
    </message>
    <message>
        <source>As Balanced, with twice the views of each photo and more patience: the longest wait.</source>
        <translation>Comme Équilibrée, avec deux fois plus de vues de chaque photo et plus de patience&#xa0;: l’attente la plus longue.</translation>
    </message>
</context>
<context>
    <name>RecipeTable</name>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>These runs have the same recipe.</source>
        <translation>Ces entraînements ont la même recette.</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Seulement les différences</translation>
    </message>
    <message>
        <source>Recipes compared</source>
        <translation>Recettes comparées</translation>
    </message>
</context>
<context>
    <name>RecipeValues</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>; </source>
        <translation>&#x202f;; </translation>
    </message>
</context>
<context>
    <name>ReportSaver</name>
    <message>
        <source>Save the report in a new folder</source>
        <translation>Enregistrer le rapport dans un nouveau dossier</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>{model} on {data}</source>
        <translation>{model} sur {data}</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>Écriture du rapport…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>The report is in “{folder}”.</source>
        <translation>Le rapport est dans «&#xa0;{folder}&#xa0;».</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore labels</source>
        <translation>Restaurer les étiquettes</translation>
    </message>
    <message>
        <source>The labels go back to what they were on that day. The file that is replaced is kept beside them.</source>
        <translation>Les étiquettes redeviennent ce qu’elles étaient ce jour-là. Le fichier remplacé est gardé à côté.</translation>
    </message>
    <message>
        <source>There is no backup of these labels yet. One is made on each day on which they are opened.</source>
        <translation>Il n’y a pas encore de sauvegarde de ces étiquettes. Il s’en fait une chaque jour où elles sont ouvertes.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sauvegardes</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>endommagée</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln étiquette</numerusform>
            <numerusform>%Ln étiquettes</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>What was left out, and why</source>
        <translation>Ce qui a été laissé de côté, et pourquoi</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissées de côté</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Afficher dans le dossier</translation>
    </message>
</context>
<context>
    <name>RetrainDialog</name>
    <message>
        <source>Retrain and compare</source>
        <translation>Réentraîner et comparer</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Use the new model</source>
        <translation>Utiliser le nouveau modèle</translation>
    </message>
    <message>
        <source>The model learns from your labels…</source>
        <translation>Le modèle apprend de vos étiquettes…</translation>
    </message>
    <message>
        <source>Verified photos are kept apart, so that the comparison is a fair one.</source>
        <translation>Les photos vérifiées sont mises à part, pour que la comparaison soit juste.</translation>
    </message>
    <message>
        <source>The new model is better.</source>
        <translation>Le nouveau modèle est meilleur.</translation>
    </message>
    <message>
        <source>The new model is worse: keep the one you have.</source>
        <translation>Le nouveau modèle est moins bon&#xa0;: gardez celui que vous avez.</translation>
    </message>
    <message>
        <source>No clear difference: these photos are too few to tell, or nothing changed.</source>
        <translation>Pas de différence nette&#xa0;: il y a trop peu de photos pour le dire, ou rien n’a changé.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message numerus="yes">
        <source>Compared on %Ln verified photo(s) that nothing was learned from.</source>
        <translation>
            <numerusform>Comparé sur %Ln photo vérifiée dont rien n’a été appris.</numerusform>
            <numerusform>Comparé sur %Ln photos vérifiées dont rien n’a été appris.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learned from %Ln labelled photo(s).</source>
        <translation>
            <numerusform>Appris de %Ln photo étiquetée.</numerusform>
            <numerusform>Appris de %Ln photos étiquetées.</numerusform>
        </translation>
    </message>
    <message>
        <source>Difference: {value} points ({low} to {high}).</source>
        <translation>Différence&#xa0;: {value} points ({low} à {high}).</translation>
    </message>
    <message>
        <source>Half of the verified photos were learned from, as there are few other labels; always the same.</source>
        <translation>La moitié des photos vérifiées a servi à apprendre, faute d’autres étiquettes&#x202f;; c’est toujours la même.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were not learned from, as they nearly are copies of verified ones.</source>
        <translation>
            <numerusform>%Ln photo n’a pas servi à apprendre, car elle est presque la copie d’une photo vérifiée.</numerusform>
            <numerusform>%Ln photos n’ont pas servi à apprendre, car elles sont presque des copies de photos vérifiées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are of breeds that were unknown before ({breeds}) and count as wrong there.</source>
        <translation>
            <numerusform>%Ln d’entre elles est d’une race inconnue jusque-là ({breeds}) et compte comme fausse avant.</numerusform>
            <numerusform>%Ln d’entre elles sont de races inconnues jusque-là ({breeds}) et comptent comme fausses avant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are of breeds with too few photos to learn from ({breeds}) and count as wrong throughout.</source>
        <translation>
            <numerusform>%Ln d’entre elles est d’une race qui a trop peu de photos pour être apprise ({breeds}) et compte comme fausse avant et après.</numerusform>
            <numerusform>%Ln d’entre elles sont de races qui ont trop peu de photos pour être apprises ({breeds}) et comptent comme fausses avant et après.</numerusform>
        </translation>
    </message>
    <message>
        <source>The present model was itself taught here and may have learned from some of these photos: its figure may be too good.</source>
        <translation>Le modèle actuel a lui-même été formé ici et a pu apprendre de certaines de ces photos&#xa0;: son chiffre est peut-être trop bon.</translation>
    </message>
    <message>
        <source>There is nothing to compare yet.</source>
        <translation>Il n’y a encore rien à comparer.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Previous and next photo</source>
        <translation>Photo précédente et suivante</translation>
    </message>
    <message>
        <source>In the matrix: to the next cell with photos</source>
        <translation>Dans la matrice&#xa0;: vers la prochaine case avec des photos</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Ctrl + flèches</translation>
    </message>
    <message>
        <source>In the matrix: the photos of the cell</source>
        <translation>Dans la matrice&#xa0;: les photos de la case</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>In the matrix: larger, smaller, all</source>
        <translation>Dans la matrice&#xa0;: agrandir, réduire, tout</translation>
    </message>
    <message>
        <source>The label is right</source>
        <translation>L’étiquette est juste</translation>
    </message>
    <message>
        <source>Another breed…</source>
        <translation>Une autre race…</translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Not a dog</source>
        <translation>Pas un chien</translation>
    </message>
    <message>
        <source>Mixed breed</source>
        <translation>Race croisée</translation>
    </message>
    <message>
        <source>Take the label away</source>
        <translation>Retirer l’étiquette</translation>
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
        <source>Save the confusion matrix…</source>
        <translation>Enregistrer la matrice de confusion…</translation>
    </message>
    <message>
        <source>Work out again</source>
        <translation>Recalculer</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnue</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Croisée</translation>
    </message>
    <message>
        <source>Take the model&apos;s breed</source>
        <translation>Prendre la race du modèle</translation>
    </message>
    <message>
        <source>Take {breed}</source>
        <translation>Prendre «&#xa0;{breed}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>ReviewDetails</name>
    <message>
        <source>{breed}, like this photo: {share}</source>
        <translation>{breed}, ressemblance&#xa0;: {share}</translation>
    </message>
    <message>
        <source>Model: {breed} ({share})</source>
        <translation>Modèle&#xa0;: {breed} ({share})</translation>
    </message>
    <message>
        <source>{breed} ({share})</source>
        <translation>{breed} ({share})</translation>
    </message>
    <message>
        <source>Label: {breed}</source>
        <translation>Étiquette&#xa0;: {breed}</translation>
    </message>
    <message>
        <source>Model and label agree.</source>
        <translation>Le modèle et l’étiquette sont d’accord.</translation>
    </message>
    <message>
        <source>This model keeps no map of the photo, so there is no heat map.</source>
        <translation>Ce modèle ne garde pas de plan de la photo, il n’y a donc pas de carte de chaleur.</translation>
    </message>
    <message>
        <source>The model does not know the breed of the label, so there is no heat map for it.</source>
        <translation>Le modèle ne connaît pas la race de l’étiquette, il n’y a donc pas de carte de chaleur pour elle.</translation>
    </message>
    <message>
        <source>Most like it, of the photos that the model gets right:</source>
        <translation>Les plus semblables, parmi les photos que le modèle reconnaît&#xa0;:</translation>
    </message>
    <message>
        <source>Another breed (R)</source>
        <translation>Une autre race (R)</translation>
    </message>
    <message>
        <source>Breed of the chosen photos</source>
        <translation>Race des photos choisies</translation>
    </message>
</context>
<context>
    <name>ReviewGallery</name>
    <message>
        <source>Label: {breed}</source>
        <translation>Étiquette&#xa0;: {breed}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo is left in this cell.</source>
        <translation>Il ne reste aucune photo dans cette case.</translation>
    </message>
    <message>
        <source>The model says what the labels say, for every photo here.</source>
        <translation>Le modèle dit ce que disent les étiquettes, pour toutes les photos d’ici.</translation>
    </message>
    <message>
        <source>Possible label errors are not worked out yet.</source>
        <translation>Les erreurs d’étiquette possibles ne sont pas encore calculées.</translation>
    </message>
    <message>
        <source>No label stands out as possibly wrong.</source>
        <translation>Aucune étiquette ne semble fausse.</translation>
    </message>
    <message>
        <source>No photo here has a label.</source>
        <translation>Aucune photo d’ici n’a d’étiquette.</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Possible label errors</source>
        <translation>Erreurs d’étiquette possibles</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Toutes les photos</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>Les plus sûres d’abord</translation>
    </message>
    <message>
        <source>Largest loss first</source>
        <translation>Les plus grandes pertes d’abord</translation>
    </message>
    <message>
        <source>Largest margin first</source>
        <translation>Les plus grandes marges d’abord</translation>
    </message>
    <message>
        <source>Most likely label error first</source>
        <translation>Les étiquettes les plus douteuses d’abord</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>Par nom de fichier</translation>
    </message>
    <message>
        <source>Possible errors only: many of these labels are right after all.</source>
        <translation>Ce ne sont que des erreurs possibles&#xa0;: beaucoup de ces étiquettes sont justes.</translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation>Quelles photos</translation>
    </message>
    <message>
        <source>In which order</source>
        <translation>Dans quel ordre</translation>
    </message>
    <message>
        <source>Loss: how little the model believes the label. Margin: how far its first answer is ahead.</source>
        <translation>Perte&#xa0;: combien peu le modèle croit l’étiquette. Marge&#xa0;: l’avance de sa première réponse.</translation>
    </message>
    <message>
        <source>Only the photos of one cell of the confusion matrix; click to see all again</source>
        <translation>Seulement les photos d’une case de la matrice de confusion&#x202f;; cliquez pour les revoir toutes</translation>
    </message>
    <message>
        <source>Photos under review</source>
        <translation>Photos à revoir</translation>
    </message>
</context>
<context>
    <name>ReviewHeader</name>
    <message>
        <source>All labelled photos</source>
        <translation>Toutes les photos étiquetées</translation>
    </message>
    <message>
        <source>The photos that are open</source>
        <translation>Les photos ouvertes</translation>
    </message>
    <message>
        <source>Run: {name}</source>
        <translation>Essai&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Photos to review</source>
        <translation>Photos à revoir</translation>
    </message>
    <message>
        <source>Only verified labels</source>
        <translation>Seulement les étiquettes vérifiées</translation>
    </message>
    <message>
        <source>Count and show only photos whose label was looked at twice</source>
        <translation>Ne compter et ne montrer que les photos dont l’étiquette a été regardée deux fois</translation>
    </message>
    <message>
        <source>Work out again</source>
        <translation>Recalculer</translation>
    </message>
    <message>
        <source>Take up photos that were labelled since (F5)</source>
        <translation>Prendre en compte les photos étiquetées depuis (F5)</translation>
    </message>
    <message>
        <source>Retrain and compare…</source>
        <translation>Réentraîner et comparer…</translation>
    </message>
    <message>
        <source>Teach the model your labels, and see on verified photos whether it got better</source>
        <translation>Apprendre vos étiquettes au modèle, et voir sur des photos vérifiées s’il s’est amélioré</translation>
    </message>
    <message>
        <source>Stop here; what was worked out so far stays</source>
        <translation>S’arrêter ici&#x202f;; ce qui est déjà calculé reste</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>Revoir</translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation>Le modèle répond…</translation>
    </message>
    <message>
        <source>Looking for possible label errors…</source>
        <translation>Recherche d’erreurs d’étiquette…</translation>
    </message>
    <message>
        <source>The model {name} is in use now.</source>
        <translation>Le modèle {name} est maintenant utilisé.</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
</context>
<context>
    <name>ReviewSentences</name>
    <message>
        <source>not a dog</source>
        <translation>pas un chien</translation>
    </message>
    <message>
        <source>unknown breed</source>
        <translation>race inconnue</translation>
    </message>
    <message>
        <source>mixed breed</source>
        <translation>race croisée</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>sans étiquette</translation>
    </message>
    <message>
        <source>Model: {breed}, {share}</source>
        <translation>Modèle&#xa0;: {breed}, {share}</translation>
    </message>
    <message>
        <source>Label: {breed}</source>
        <translation>Étiquette&#xa0;: {breed}</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>vérifiée</translation>
    </message>
    <message>
        <source>margin {number}</source>
        <translation>marge {number}</translation>
    </message>
    <message>
        <source>loss {number}</source>
        <translation>perte {number}</translation>
    </message>
</context>
<context>
    <name>ReviewSummary</name>
    <message>
        <source>Photos with a breed</source>
        <translation>Photos avec une race</translation>
    </message>
    <message>
        <source>{share}  ({low} to {high})</source>
        <translation>{share}  ({low} à {high})</translation>
    </message>
    <message>
        <source>Model and label agree, with 95% interval</source>
        <translation>Modèle et étiquette d’accord, intervalle à 95&#xa0;%</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Possible label errors</source>
        <translation>Erreurs d’étiquette possibles</translation>
    </message>
    <message>
        <source>The run&apos;s own report does not know of your corrections.</source>
        <translation>Le rapport de l’essai ne connaît pas vos corrections.</translation>
    </message>
    <message>
        <source>This model learned from labels of yours: on new photos, expect a little less agreement.</source>
        <translation>Ce modèle a appris de vos étiquettes&#xa0;: sur de nouvelles photos, attendez-vous à un peu moins d’accord.</translation>
    </message>
    <message>
        <source>Possible label errors cannot be worked out: {reason}</source>
        <translation>Les erreurs d’étiquette possibles ne peuvent pas être calculées&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>There is more to review since: work it out again.</source>
        <translation>Il y a plus à revoir depuis&#xa0;: recalculez.</translation>
    </message>
    <message>
        <source>No labels to review</source>
        <translation>Pas d’étiquettes à revoir</translation>
    </message>
    <message>
        <source>None of the open photos has a label</source>
        <translation>Aucune des photos ouvertes n’a d’étiquette</translation>
    </message>
    <message>
        <source>Label some of them first; then this page shows where model and labels differ.</source>
        <translation>Étiquetez-en d’abord quelques-unes&#x202f;; cette page montre ensuite où le modèle et les étiquettes diffèrent.</translation>
    </message>
    <message>
        <source>Label some photos first</source>
        <translation>Étiquetez d’abord quelques photos</translation>
    </message>
    <message>
        <source>Then this page shows where the model and your labels differ, and which labels may be wrong.</source>
        <translation>Cette page montre ensuite où le modèle et vos étiquettes diffèrent, et quelles étiquettes sont peut-être fausses.</translation>
    </message>
    <message>
        <source>On the Identify page, Enter says that the model is right, and R gives another breed.</source>
        <translation>Sur la page Identifier, Entrée dit que le modèle a raison, et R donne une autre race.</translation>
    </message>
    <message>
        <source>Go to Identify</source>
        <translation>Aller à Identifier</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of breeds that the model does not know count neither way: {breeds}.</source>
        <translation>
            <numerusform>%Ln photo d’une race que le modèle ne connaît pas ne compte ni dans un sens ni dans l’autre&#xa0;: {breeds}.</numerusform>
            <numerusform>%Ln photos de races que le modèle ne connaît pas ne comptent ni dans un sens ni dans l’autre&#xa0;: {breeds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) have a label without a breed.</source>
        <translation>
            <numerusform>%Ln photo a une étiquette sans race.</numerusform>
            <numerusform>%Ln photos ont une étiquette sans race.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be read.</source>
        <translation>
            <numerusform>%Ln photo n’a pas pu être lue.</numerusform>
            <numerusform>%Ln photos n’ont pas pu être lues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were not reached.</source>
        <translation>
            <numerusform>%Ln photo n’a pas été atteinte.</numerusform>
            <numerusform>%Ln photos n’ont pas été atteintes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RobustnessTable</name>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Inchangées</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Flou</translation>
    </message>
    <message>
        <source>{number} px</source>
        <translation>{number} px</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Bruit</translation>
    </message>
    <message>
        <source>{number} levels</source>
        <translation>{number} niveaux</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Luminosité</translation>
    </message>
    <message>
        <source>times {number}</source>
        <translation>fois {number}</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotation</translation>
    </message>
    <message>
        <source>{number} degrees</source>
        <translation>{number} degrés</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Recadrage</translation>
    </message>
    <message>
        <source>middle {number}%</source>
        <translation>centre, {number}&#x202f;%</translation>
    </message>
    <message>
        <source>JPEG compression</source>
        <translation>Compression JPEG</translation>
    </message>
    <message>
        <source>quality {number}</source>
        <translation>qualité {number}</translation>
    </message>
    <message>
        <source>Accuracy on spoiled photos</source>
        <translation>Exactitude sur des photos abîmées</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Changement</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>95% interval</source>
        <translation>Intervalle à 95&#x202f;%</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Identify with this model</source>
        <translation>Identifier avec ce modèle</translation>
    </message>
    <message>
        <source>Use this run&apos;s model from now on (Ctrl+I)</source>
        <translation>Utiliser désormais le modèle de cet entraînement (Ctrl+I)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Go on from the last finished epoch (Ctrl+R)</source>
        <translation>Continuer après la dernière époque finie (Ctrl+R)</translation>
    </message>
    <message>
        <source>Train 10 more epochs</source>
        <translation>Entraîner 10 époques de plus</translation>
    </message>
    <message>
        <source>Join into one model…</source>
        <translation>Réunir en un modèle…</translation>
    </message>
    <message>
        <source>The models of several runs on the same breeds answer together</source>
        <translation>Les modèles de plusieurs entraînements sur les mêmes races répondent ensemble</translation>
    </message>
    <message>
        <source>Evaluate on other photos…</source>
        <translation>Évaluer sur d’autres photos…</translation>
    </message>
    <message>
        <source>Measure this run&apos;s model, or any other, on photos whose breeds are known</source>
        <translation>Mesurer le modèle de cet entraînement, ou un autre, sur des photos dont les races sont connues</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <source>As a page in your browser</source>
        <translation>Comme page dans votre navigateur</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Everything that belongs to this run</source>
        <translation>Tout ce qui appartient à cet entraînement</translation>
    </message>
    <message>
        <source>Export for Keras…</source>
        <translation>Exporter pour Keras…</translation>
    </message>
    <message>
        <source>Export as ONNX…</source>
        <translation>Exporter en ONNX…</translation>
    </message>
    <message>
        <source>Export for LiteRT (phones)…</source>
        <translation>Exporter pour LiteRT (téléphones)…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
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
    <name>RunHeader</name>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>How far the training is</source>
        <translation>Avancement de l’entraînement</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>Arrêter et garder le meilleur</translation>
    </message>
    <message>
        <source>End now and make a model of the best epoch so far</source>
        <translation>Finir maintenant et faire un modèle de la meilleure époque jusqu’ici</translation>
    </message>
    <message>
        <source>Cancel and discard</source>
        <translation>Annuler et jeter</translation>
    </message>
    <message>
        <source>End now without a model</source>
        <translation>Finir maintenant sans modèle</translation>
    </message>
    <message>
        <source>Give the computer a rest; nothing is lost</source>
        <translation>Laisser souffler l’ordinateur&#x202f;; rien n’est perdu</translation>
    </message>
    <message>
        <source>Identify with this model</source>
        <translation>Identifier avec ce modèle</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <source>Accuracy, mistakes and where the network looked, as a page in your browser</source>
        <translation>Exactitude, erreurs et ce que le réseau a regardé, comme page dans votre navigateur</translation>
    </message>
    <message>
        <source>Train 10 more epochs</source>
        <translation>Entraîner 10 époques de plus</translation>
    </message>
    <message>
        <source>Train another model…</source>
        <translation>Entraîner un autre modèle…</translation>
    </message>
</context>
<context>
    <name>RunQuestions</name>
    <message>
        <source>Delete “{name}”?</source>
        <translation>Supprimer «&#xa0;{name}&#xa0;»&#x202f;?</translation>
    </message>
    <message>
        <source>Curves, checkpoints and report are gone then. Models that came of it can still be used.</source>
        <translation>Les courbes, les sauvegardes et le rapport seront perdus. Les modèles qui en sont issus restent utilisables.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
</context>
<context>
    <name>RunSentences</name>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt en cours…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Préparation…</translation>
    </message>
    <message>
        <source>Looking at the photos</source>
        <translation>Examen des photos</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Apprentissage</translation>
    </message>
    <message>
        <source>Testing what was learned</source>
        <translation>Test de ce qui est appris</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fini</translation>
    </message>
    <message>
        <source>Stopped; the best was kept</source>
        <translation>Arrêté&#x202f;; le meilleur a été gardé</translation>
    </message>
    <message>
        <source>Cancelled; nothing was kept</source>
        <translation>Annulé&#x202f;; rien n’a été gardé</translation>
    </message>
    <message>
        <source>Ended with an error</source>
        <translation>Fini par une erreur</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>Époque {epoch} sur {epochs}</translation>
    </message>
    <message>
        <source>batch {batch} of {batches}</source>
        <translation>lot {batch} sur {batches}</translation>
    </message>
    <message>
        <source>{done} of {total} photos</source>
        <translation>{done} photos sur {total}</translation>
    </message>
    <message>
        <source>{done} of {total} views of the photos</source>
        <translation>{done} vues des photos sur {total}</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} photos/s</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>reste {time}</translation>
    </message>
    <message>
        <source>Accuracy in the test</source>
        <translation>Exactitude, test</translation>
    </message>
    <message>
        <source>Accuracy in validation</source>
        <translation>Exactitude, validation</translation>
    </message>
    <message>
        <source>Accuracy in training</source>
        <translation>Exactitude, apprentissage</translation>
    </message>
    <message>
        <source>In the test, it named {share} of the photos correctly.</source>
        <translation>Au test, il a nommé correctement {share} des photos.</translation>
    </message>
    <message>
        <source>In validation, it named {share} of the photos correctly.</source>
        <translation>En validation, il a nommé correctement {share} des photos.</translation>
    </message>
    <message>
        <source>{photos} {share} correctly. On other photos, expect {low} to {high}.</source>
        <translation>{photos} {share} correctement. Sur d’autres photos, comptez entre {low} et {high}.</translation>
    </message>
    <message>
        <source>Guessing is as good: whoever takes every photo for the same breed gets {share} right.</source>
        <translation>Deviner ferait aussi bien&#xa0;: attribuer la même race à toutes les photos donne {share} de réponses justes.</translation>
    </message>
    <message>
        <source>Your model has not learned to tell the breeds apart</source>
        <translation>Votre modèle n’a pas appris à distinguer les races</translation>
    </message>
    <message>
        <source>Measured on so few photos, that may be luck: guessing gets {share} right.</source>
        <translation>Mesuré sur si peu de photos, cela peut être de la chance&#xa0;: deviner donne {share} de réponses justes.</translation>
    </message>
    <message>
        <source>Your model may not be better than guessing</source>
        <translation>Votre modèle ne fait peut-être pas mieux que deviner</translation>
    </message>
    <message>
        <source>The model that comes with BreedLens names {share} of the same photos correctly.</source>
        <translation>Le modèle fourni avec BreedLens nomme correctement {share} des mêmes photos.</translation>
    </message>
    <message>
        <source>Your model is less good than the one you had</source>
        <translation>Votre modèle est moins bon que celui que vous aviez</translation>
    </message>
    <message>
        <source>What helps: more photos of each breed, and labels that are right.</source>
        <translation>Ce qui aide&#xa0;: davantage de photos de chaque race, et des étiquettes justes.</translation>
    </message>
    <message>
        <source>{accuracy} in epoch {epoch}</source>
        <translation>{accuracy} à l’époque {epoch}</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>Meilleure époque</translation>
    </message>
    <message>
        <source>Best so far</source>
        <translation>Meilleure jusqu’ici</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Breeds</source>
        <translation>Races</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Tourne sur</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>The training could not be completed</source>
        <translation>L’entraînement n’a pas pu être achevé</translation>
    </message>
    <message>
        <source>The training was cancelled</source>
        <translation>L’entraînement a été annulé</translation>
    </message>
    <message>
        <source>Nothing of it was kept.</source>
        <translation>Rien n’en a été gardé.</translation>
    </message>
    <message>
        <source>Your model is ready</source>
        <translation>Votre modèle est prêt</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln photo(s) that it had not learned from, it names</source>
        <translation>
            <numerusform>Sur&#x202f;%Ln photo qu’il n’avait pas apprise, il en nomme</numerusform>
            <numerusform>Sur&#x202f;%Ln photos qu’il n’avait pas apprises, il en nomme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>pas commencé</translation>
    </message>
    <message>
        <source>training</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fini</translation>
    </message>
    <message>
        <source>stopped, best kept</source>
        <translation>arrêté, meilleur gardé</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrompu</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Breeds</source>
        <translation>Races</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Commencé</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>RunWarning</name>
    <message>
        <source>The memory was full, so the training goes on with {count} photos at a time.</source>
        <translation>La mémoire était pleine, l’entraînement continue donc avec {count} photos à la fois.</translation>
    </message>
    <message>
        <source>The state of the training cannot be saved to the disk, so it could not be resumed from here.</source>
        <translation>L’état de l’entraînement ne peut pas être enregistré sur le disque, il ne pourrait donc pas être repris d’ici.</translation>
    </message>
    <message>
        <source>The disk has little room: what is learned is saved, but to resume from here would not repeat an undisturbed training exactly.</source>
        <translation>Il reste peu de place sur le disque&#xa0;: ce qui est appris est enregistré, mais une reprise à partir d’ici ne reproduirait pas exactement un entraînement sans interruption.</translation>
    </message>
    <message>
        <source>What was saved of this run is damaged, so the training begins anew.</source>
        <translation>Ce qui était enregistré de cet entraînement est endommagé, il recommence donc.</translation>
    </message>
    <message>
        <source>What was saved of this run is gone, so the training begins anew.</source>
        <translation>Ce qui avait été enregistré de cet entraînement a disparu&#x202f;; l’entraînement recommence donc depuis le début.</translation>
    </message>
    <message>
        <source>{count} of the {total} photos to measure the model on could not be read.</source>
        <translation>{count} des {total} photos qui devaient servir à mesurer le modèle n’ont pas pu être lues.</translation>
    </message>
    <message>
        <source>There were no photos for validation or test: these figures are of the very photos that the model learned from, and say nothing of others.</source>
        <translation>Il n’y avait aucune photo de validation ni de test&#xa0;: ces chiffres portent sur les photos mêmes dont le modèle a appris et ne disent rien des autres.</translation>
    </message>
    <message>
        <source>Photos of breeds that no training photo shows are left out: {names}</source>
        <translation>Les photos de races qu’aucune photo d’apprentissage ne montre sont écartées&#xa0;: {names}</translation>
    </message>
    <message>
        <source>There are no photos for validation, so the training watches its own photos and may not notice when it learns them by heart.</source>
        <translation>Il n’y a pas de photos de validation, l’entraînement surveille donc ses propres photos et peut ne pas voir qu’il les apprend par cœur.</translation>
    </message>
    <message>
        <source>{path} is left out. {reason}</source>
        <translation>{path} est écartée. {reason}</translation>
    </message>
    <message>
        <source>More photos cannot be read; the log of the run names them.</source>
        <translation>D’autres photos ne peuvent pas être lues&#x202f;; le journal les nomme.</translation>
    </message>
    <message>
        <source>The model is saved, but could not be measured. {reason}</source>
        <translation>Le modèle est enregistré, mais n’a pas pu être mesuré. {reason}</translation>
    </message>
    <message>
        <source>The model is kept in the folder of the run only. {reason}</source>
        <translation>Le modèle n’est gardé que dans le dossier de l’entraînement. {reason}</translation>
    </message>
    <message>
        <source>The recipe divides the photos as published (split {split}), which does not fit these photos. In its stead, {train}% of each breed&apos;s photos are learned from, {validation}% are for validation and {test}% for the test.</source>
        <translation>La recette répartit les photos comme publié (répartition {split}), ce qui ne convient pas à ces photos. À la place, {train}&#x202f;% des photos de chaque race servent à apprendre, {validation}&#x202f;% à la validation et {test}&#x202f;% au test.</translation>
    </message>
    <message>
        <source>{reason} What was learned until then is kept.</source>
        <translation>{reason} Ce qui était appris jusque-là est gardé.</translation>
    </message>
    <message>
        <source>These photos come from ImageNet, as those of Stanford Dogs and of the Kaggle dog breed competition do, and the model&apos;s backbone was trained on ImageNet: it has likely seen many of them, with their breeds. Expect less on photos of your own.</source>
        <translation>Ces photos viennent d’ImageNet, comme celles de Stanford Dogs et du concours de races de chiens de Kaggle, et le socle du modèle a été entraîné sur ImageNet&#xa0;: il en a sans doute vu beaucoup, avec leur race. Attendez-vous à moins sur vos propres photos.</translation>
    </message>
    <message>
        <source>Lines of the table without a photo or a breed, left out: {count}.</source>
        <translation>Lignes du tableau sans photo ou sans race, laissées de côté&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Lines of the table that repeat a photo, left out: {count}.</source>
        <translation>Lignes du tableau qui répètent une photo, laissées de côté&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Lines of the table that put a photo into another split than an earlier line, left out: {count}.</source>
        <translation>Lignes du tableau qui mettent une photo dans une autre partie qu’une ligne précédente, laissées de côté&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Lines of the table whose split is none of train, validation, test: {count}.</source>
        <translation>Lignes du tableau dont la partie n’est ni train, ni validation, ni test&#xa0;: {count}.</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>This run has no report.</source>
        <translation>Cet entraînement n’a pas de rapport.</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>Pas encore d’entraînement</translation>
    </message>
    <message>
        <source>Every training that you start is listed here, to be compared, continued and used.</source>
        <translation>Chaque entraînement que vous lancez figure ici, pour être comparé, continué et utilisé.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Aller à Entraîner</translation>
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
        <source>Not a dog</source>
        <translation>Pas un chien</translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Mixed breed</source>
        <translation>Croisé</translation>
    </message>
    <message>
        <source>{label}: accepted on {time}</source>
        <translation>{label}&#xa0;: acceptée le {time}</translation>
    </message>
    <message>
        <source>{label}: chosen on {time}</source>
        <translation>{label}&#xa0;: choisie le {time}</translation>
    </message>
    <message>
        <source>{label}: imported on {time}</source>
        <translation>{label}&#xa0;: importée le {time}</translation>
    </message>
    <message>
        <source>{label}: verified on {time}</source>
        <translation>{label}&#xa0;: vérifiée le {time}</translation>
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
    <name>SeveralBar</name>
    <message>
        <source>What is done is kept.</source>
        <translation>Ce qui est fait est conservé.</translation>
    </message>
    <message>
        <source>“{name}” was not brought to its end. What is done is kept, and it goes on where it was.</source>
        <translation>«&#xa0;{name}&#xa0;» n’a pas été mené à son terme. Ce qui est fait est conservé, et la suite reprendra là où elle en était.</translation>
    </message>
    <message>
        <source>“{name}” waits until the training under way has ended.</source>
        <translation>«&#xa0;{name}&#xa0;» attend la fin de l’entraînement en cours.</translation>
    </message>
    <message>
        <source>“{name}” is being made ready.</source>
        <translation>Préparation de «&#xa0;{name}&#xa0;».</translation>
    </message>
    <message>
        <source>Cross-validation “{name}”: fold {number} of {count}.</source>
        <translation>Validation croisée «&#xa0;{name}&#xa0;»&#xa0;: pli {number} sur {count}.</translation>
    </message>
    <message>
        <source>Search “{name}”: run {number} of {count}.</source>
        <translation>Recherche «&#xa0;{name}&#xa0;»&#xa0;: entraînement {number} sur {count}.</translation>
    </message>
    <message>
        <source>Accuracy so far: {shares}.</source>
        <translation>Exactitude jusqu’ici&#xa0;: {shares}.</translation>
    </message>
    <message>
        <source>The best so far is run {number}, with {share} in validation.</source>
        <translation>Le meilleur jusqu’ici est le numéro {number}, avec {share} en validation.</translation>
    </message>
    <message>
        <source>“{name}” was stopped after {done} of {count} runs; it can go on.</source>
        <translation>«&#xa0;{name}&#xa0;» a été arrêté après {done} entraînements sur {count}&#x202f;; il peut reprendre.</translation>
    </message>
    <message>
        <source>“{name}” is done.</source>
        <translation>«&#xa0;{name}&#xa0;» est terminé.</translation>
    </message>
    <message>
        <source>Accuracy on photos not learned from: {mean} ± {deviation} (mean and standard deviation).</source>
        <translation>Exactitude sur les photos non apprises&#xa0;: {mean} ± {deviation} (moyenne et écart type).</translation>
    </message>
    <message>
        <source>All folds together are the model “{model}”.</source>
        <translation>Tous les plis forment ensemble le modèle «&#xa0;{model}&#xa0;».</translation>
    </message>
    <message>
        <source>The best run is number {number}, with {share} in validation:</source>
        <translation>Le meilleur entraînement est le numéro {number}, avec {share} en validation&#xa0;:</translation>
    </message>
    <message>
        <source>No run gave a model.</source>
        <translation>Aucun entraînement n’a donné de modèle.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Take up what was left; what is done is not done again</source>
        <translation>Reprend ce qui restait&#x202f;; ce qui est fait n’est pas refait</translation>
    </message>
    <message>
        <source>Identify with this model</source>
        <translation>Identifier avec ce modèle</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>Terminer…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>SeveralChooser</name>
    <message>
        <source>Folds</source>
        <translation>Plis</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Entraînements</translation>
    </message>
    <message>
        <source>This recipe declares no ranges in which better values could be looked for.</source>
        <translation>Cette recette ne déclare aucun intervalle où chercher de meilleures valeurs.</translation>
    </message>
    <message>
        <source>What is done is kept: with the same name, recipe and photos it goes on where it was.</source>
        <translation>Ce qui est fait est conservé&#xa0;: avec le même nom, la même recette et les mêmes photos, la suite reprend là où elle en était.</translation>
    </message>
    <message>
        <source>As many trainings as folds: each is judged by the photos that it has not seen, so that every photo counts once.</source>
        <translation>Autant d’entraînements que de plis&#xa0;: chacun est jugé sur les photos qu’il n’a pas vues, de sorte que chaque photo compte une fois.</translation>
    </message>
    <message>
        <source>All of them together become one model.</source>
        <translation>Ensemble, ils deviennent un seul modèle.</translation>
    </message>
    <message>
        <source>Each run tries other values of {names}.</source>
        <translation>Chaque entraînement essaie d’autres valeurs de {names}.</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Ce qui est fait</translation>
    </message>
    <message>
        <source>One training, or several that are compared</source>
        <translation>Un entraînement, ou plusieurs que l’on compare</translation>
    </message>
    <message>
        <source>How many trainings</source>
        <translation>Nombre d’entraînements</translation>
    </message>
    <message>
        <source>Train once</source>
        <translation>Entraîner une fois</translation>
    </message>
    <message>
        <source>Cross-validate</source>
        <translation>Validation croisée</translation>
    </message>
    <message>
        <source>Search better values</source>
        <translation>Chercher de meilleures valeurs</translation>
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
    <name>Showing</name>
    <message>
        <source>No photo matches. Change the filter to see the others.</source>
        <translation>Aucune photo ne correspond. Changez le filtre pour voir les autres.</translation>
    </message>
    <message>
        <source>Every photo here is labelled. Change the filter to see them.</source>
        <translation>Toutes les photos d’ici sont étiquetées. Changez le filtre pour les voir.</translation>
    </message>
</context>
<context>
    <name>SideLists</name>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Runs that wait</source>
        <translation>Entraînements en attente</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparer avec</translation>
    </message>
    <message>
        <source>Runs to compare with</source>
        <translation>Entraînements à comparer</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Likeliest breeds</source>
        <translation>Races les plus probables</translation>
    </message>
    <message>
        <source>A click shows where the network looked for a breed (Ctrl+1 to 5), two label the photo with it (1 to 5)</source>
        <translation>Un clic montre où le réseau a regardé pour une race (Ctrl+1 à 5), deux étiquettent la photo (1 à 5)</translation>
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
<context>
    <name>SplitTable</name>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message>
        <source>Training, validation and test side by side</source>
        <translation>Entraînement, validation et test côte à côte</translation>
    </message>
    <message>
        <source>Photos for</source>
        <translation>Photos pour</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>95% interval</source>
        <translation>Intervalle à 95&#x202f;%</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Perte logarithmique</translation>
    </message>
</context>
<context>
    <name>SweepModel</name>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>The least sure</source>
        <translation>Les moins sûres</translation>
    </message>
</context>
<context>
    <name>TeachDesk</name>
    <message>
        <source>Label some photos: the model learns from every one.</source>
        <translation>Étiquetez quelques photos&#xa0;: le modèle apprend de chacune.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln labelled photo(s)</source>
        <translation>
            <numerusform>%Ln photo étiquetée</numerusform>
            <numerusform>%Ln photos étiquetées</numerusform>
        </translation>
    </message>
    <message>
        <source>Learned from {photos} of {breeds}.</source>
        <translation>A appris de {photos} de {breeds}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln breed(s)</source>
        <translation>
            <numerusform>%Ln race</numerusform>
            <numerusform>%Ln races</numerusform>
        </translation>
    </message>
    <message>
        <source>Working out how often it is right…</source>
        <translation>Calcul de la part de réponses justes…</translation>
    </message>
    <message numerus="yes">
        <source>{breed}: %Ln more photo(s)</source>
        <translation>
            <numerusform>{breed}&#xa0;: encore %Ln photo</numerusform>
            <numerusform>{breed}&#xa0;: encore %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln other breed(s)</source>
        <translation>
            <numerusform>et %Ln autre race</numerusform>
            <numerusform>et %Ln autres races</numerusform>
        </translation>
    </message>
    <message>
        <source>Too few to be learned yet: {list}</source>
        <translation>Trop peu pour être apprises&#xa0;: {list}</translation>
    </message>
    <message>
        <source>Right on {share} of {count} labelled photos that it had not seen ({low} to {high}); before: {before}.</source>
        <translation>Juste pour {share} de {count} photos étiquetées qu’il n’avait pas vues ({low} à {high})&#x202f;; avant&#xa0;: {before}.</translation>
    </message>
    <message>
        <source>Taught on {day}</source>
        <translation>Appris le {day}</translation>
    </message>
    <message>
        <source>Saved as the model {name}.</source>
        <translation>Enregistré comme modèle {name}.</translation>
    </message>
</context>
<context>
    <name>TeachPanel</name>
    <message>
        <source>Looking at the photos once. From then on every label teaches at once.</source>
        <translation>Les photos sont regardées une fois. Ensuite, chaque étiquette apprend aussitôt.</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Apprentissage</translation>
    </message>
    <message>
        <source>What teaches most</source>
        <translation>Les plus instructives</translation>
    </message>
    <message>
        <source>Shows the photos without a label, those first over which the model hesitates most</source>
        <translation>Montre les photos sans étiquette, d’abord celles où le modèle hésite le plus</translation>
    </message>
    <message>
        <source>Save as a model</source>
        <translation>Enregistrer comme modèle</translation>
    </message>
    <message>
        <source>Keeps what was taught; it identifies other photos like any other model</source>
        <translation>Garde ce qui a été appris&#x202f;; le modèle identifie d’autres photos comme tout autre</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>L’utiliser</translation>
    </message>
    <message>
        <source>From now on, photos are identified with the model that was saved</source>
        <translation>Désormais, les photos sont identifiées avec le modèle enregistré</translation>
    </message>
    <message>
        <source>Stop teaching</source>
        <translation>Arrêter l’apprentissage</translation>
    </message>
    <message>
        <source>Photos looked at</source>
        <translation>Photos regardées</translation>
    </message>
    <message>
        <source>Accuracy on photos held out</source>
        <translation>Part de réponses justes sur des photos mises de côté</translation>
    </message>
</context>
<context>
    <name>TrainDialog</name>
    <message>
        <source>Train a model</source>
        <translation>Entraîner un modèle</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Lancer l’entraînement</translation>
    </message>
    <message>
        <source>The photos are being looked at.</source>
        <translation>Les photos sont examinées.</translation>
    </message>
    <message>
        <source>Choose the photos to learn from.</source>
        <translation>Choisissez les photos à apprendre.</translation>
    </message>
    <message>
        <source>Choose at least two breeds.</source>
        <translation>Choisissez au moins deux races.</translation>
    </message>
    <message>
        <source>The recipes are being read.</source>
        <translation>Les recettes sont lues.</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>&amp;Photos</translation>
    </message>
    <message>
        <source>&amp;Recipe</source>
        <translation>&amp;Recette</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>&amp;Époques</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentation</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>Prétraitement</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Dossier…</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>Tableau…</translation>
    </message>
    <message>
        <source>A CSV file that names photos and their breeds</source>
        <translation>Un fichier CSV qui nomme des photos et leurs races</translation>
    </message>
    <message>
        <source>Drop a folder here</source>
        <translation>Déposez un dossier ici</translation>
    </message>
    <message>
        <source>Photos to learn from</source>
        <translation>Photos à apprendre</translation>
    </message>
    <message>
        <source>How often every photo is learned from, at most</source>
        <translation>Combien de fois chaque photo est apprise, au plus</translation>
    </message>
    <message>
        <source>Recipe and time</source>
        <translation>Recette et heure</translation>
    </message>
    <message>
        <source>What the run and its model will be called</source>
        <translation>Comment s’appelleront l’entraînement et son modèle</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>To train, open a folder that holds one folder of photos for each breed.</source>
        <translation>Pour entraîner, ouvrez un dossier qui contient un dossier de photos pour chaque race.</translation>
    </message>
    <message>
        <source>A training is under way. The page Train shows how far it is.</source>
        <translation>Un entraînement est en cours. La page Entraîner montre où il en est.</translation>
    </message>
    <message>
        <source>Several trainings</source>
        <translation>Plusieurs entraînements</translation>
    </message>
    <message>
        <source>This run has no report.</source>
        <translation>Cet entraînement n’a pas de rapport.</translation>
    </message>
    <message>
        <source>&amp;Train a model…</source>
        <translation>&amp;Entraîner un modèle…</translation>
    </message>
    <message>
        <source>Train a model…</source>
        <translation>Entraîner un modèle…</translation>
    </message>
    <message>
        <source>Choose photos and a recipe, then start (Ctrl+T)</source>
        <translation>Choisir des photos et une recette, puis lancer (Ctrl+T)</translation>
    </message>
    <message>
        <source>Teach BreedLens your breeds</source>
        <translation>Apprenez vos races à BreedLens</translation>
    </message>
    <message>
        <source>Drop a folder here that holds one folder of photos for each breed. BreedLens learns to tell them apart, shows you how well it does, and then uses what it learned.</source>
        <translation>Déposez ici un dossier qui contient un dossier de photos pour chaque race. BreedLens apprend à les distinguer, vous montre avec quel succès, puis utilise ce qu’il a appris.</translation>
    </message>
    <message>
        <source>Choose photos…</source>
        <translation>Choisir des photos…</translation>
    </message>
    <message>
        <source>Ten photos of each breed are a start, fifty are good. Everything stays on this computer.</source>
        <translation>Dix photos de chaque race sont un début, cinquante sont bien. Tout reste sur cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>TrainQuestions</name>
    <message>
        <source>Discard this training?</source>
        <translation>Jeter cet entraînement&#x202f;?</translation>
    </message>
    <message>
        <source>What was learned so far is deleted. To keep it, stop instead of cancelling.</source>
        <translation>Ce qui a été appris est supprimé. Pour le garder, arrêtez au lieu d’annuler.</translation>
    </message>
    <message>
        <source>Cancel and discard</source>
        <translation>Annuler et jeter</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>Continuer l’entraînement</translation>
    </message>
    <message>
        <source>A training is under way</source>
        <translation>Un entraînement est en cours</translation>
    </message>
    <message>
        <source>It can go on without the window. When you open BreedLens again, you see how far it is.</source>
        <translation>Il peut continuer sans la fenêtre. Quand vous rouvrirez BreedLens, vous verrez où il en est.</translation>
    </message>
    <message>
        <source>Let it finish</source>
        <translation>Le laisser finir</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>Arrêter et garder le meilleur</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>Ne pas fermer</translation>
    </message>
    <message>
        <source>End this before all runs are done?</source>
        <translation>Terminer avant que tous les entraînements soient faits&#x202f;?</translation>
    </message>
    <message>
        <source>What is done is kept, and it goes on where it was when you start it again. To hear now what came of the runs until here, stop instead.</source>
        <translation>Ce qui est fait est conservé, et la suite reprendra là où elle en était quand vous relancerez. Pour connaître dès maintenant le résultat des entraînements faits, arrêtez plutôt.</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Stop with what is done</source>
        <translation>S’arrêter à ce qui est fait</translation>
    </message>
    <message>
        <source>Several trainings are under way</source>
        <translation>Plusieurs entraînements sont en cours</translation>
    </message>
    <message>
        <source>They end with the window. What is done is kept: when you open BreedLens again, you can let them go on where they were.</source>
        <translation>Ils s’arrêtent avec la fenêtre. Ce qui est fait est conservé&#xa0;: quand vous rouvrirez BreedLens, vous pourrez les laisser reprendre là où ils en étaient.</translation>
    </message>
    <message>
        <source>End and close</source>
        <translation>Terminer et fermer</translation>
    </message>
</context>
<context>
    <name>_OfferModel</name>
    <message>
        <source>New breed “{name}”</source>
        <translation>Nouvelle race «&#xa0;{name}&#xa0;»</translation>
    </message>
</context>
</TS>
