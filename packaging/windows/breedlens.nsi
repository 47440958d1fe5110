; The installer of BreedLens for Windows: for one person, without administrator rights.
;
; Compiled by packaging/windows.py, which defines TARGET, NAME, TITLE, VERSION, NUMBERS (four of them), PAYLOAD, LISTS,
; LICENCE, ICON, OUTPUT, SIZE_KB and, where there is a certificate, SIGN.
;
;   breedlens-VERSION-windows-x86_64-setup.exe /S              without questions
;   ... /S /D=C:\Programs\BreedLens                            into this folder (last, without quotes)
;   ... /S /NOMENU=1                                           without the entries in Explorer's menu
;   uninstall.exe /S                                           keeps labels, models and settings
;   uninstall.exe /S /DELETEDATA=1                             deletes them
;
; Exit codes: 0 done, 1 cancelled, 2 failed, 3 a newer version is installed, 4 BreedLens is running,
; 5 the folder cannot be used, 6 not a Windows of 64 bits.

Unicode true
Target ${TARGET}
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10

!include "MUI2.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"

!define DATA_FOLDER "$LOCALAPPDATA\${TITLE}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${TITLE}"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define CLASSES "Software\Classes"
!define VERB "${TITLE}.Identify"
!define WINDOW "${NAME}w.exe"

Name "${TITLE} ${VERSION}"
Caption "${TITLE} ${VERSION}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileDescription" "Installs ${TITLE}"
VIAddVersionKey /LANG=1033 "CompanyName" "The ${TITLE} authors"
VIAddVersionKey /LANG=1033 "LegalCopyright" "The ${TITLE} authors, Apache License 2.0"
VIAddVersionKey /LANG=1033 "OriginalFilename" "${NAME}-${VERSION}-windows-x86_64-setup.exe"

!ifdef SIGN
  !finalize '${SIGN}' = 0
  !uninstfinalize '${SIGN}' = 0
!endif

; Pages ---------------------------------------------------------------------------------------------------------------
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"

; Words ---------------------------------------------------------------------------------------------------------------
LangString IDENTIFY ${LANG_ENGLISH} "Identify breeds with ${TITLE}"
LangString IDENTIFY ${LANG_FRENCH} "Identifier les races avec ${TITLE}"
LangString PROGRAM ${LANG_ENGLISH} "${TITLE}"
LangString PROGRAM ${LANG_FRENCH} "${TITLE}"
LangString START_MENU ${LANG_ENGLISH} "Start menu"
LangString START_MENU ${LANG_FRENCH} "Menu Démarrer"
LangString EXPLORER ${LANG_ENGLISH} "Explorer's menu of folders and photos"
LangString EXPLORER ${LANG_FRENCH} "Menu des dossiers et des photos de l’Explorateur"
LangString IS_RUNNING ${LANG_ENGLISH} "${TITLE} is running. Stop a training that is under way, close the window, then try again."
LangString IS_RUNNING ${LANG_FRENCH} "${TITLE} est ouvert. Arrêtez l’entraînement en cours s’il y en a un, fermez la fenêtre, puis réessayez."
LangString IS_NEWER ${LANG_ENGLISH} "A newer version of ${TITLE} is installed ($1). Uninstall it first if you want this older one. Your labels and settings stay."
LangString IS_NEWER ${LANG_FRENCH} "Une version plus récente de ${TITLE} est installée ($1). Désinstallez-la d’abord si vous voulez cette version plus ancienne. Vos étiquettes et vos réglages sont conservés."
LangString NOT_HERE ${LANG_ENGLISH} "Choose another folder: your labels and models are kept in this one."
LangString NOT_HERE ${LANG_FRENCH} "Choisissez un autre dossier : vos étiquettes et vos modèles se trouvent dans celui-ci."
LangString NOT_EMPTY ${LANG_ENGLISH} "This folder holds other files. Choose an empty or a new folder."
LangString NOT_EMPTY ${LANG_FRENCH} "Ce dossier contient d’autres fichiers. Choisissez un dossier vide ou nouveau."
LangString NOT_64 ${LANG_ENGLISH} "${TITLE} needs a Windows of 64 bits."
LangString NOT_64 ${LANG_FRENCH} "${TITLE} a besoin d’un Windows 64 bits."
LangString DELETE_DATA ${LANG_ENGLISH} "Delete your labels, your own models, trainings and settings too?$\n$\nThey are in ${DATA_FOLDER}. Your photos are not there and stay as they are.$\n$\nNo keeps them for a later installation."
LangString DELETE_DATA ${LANG_FRENCH} "Supprimer aussi vos étiquettes, vos propres modèles, vos entraînements et vos réglages ?$\n$\nIls se trouvent dans ${DATA_FOLDER}. Vos photos n’y sont pas et restent telles quelles.$\n$\nNon les garde pour une prochaine installation."

; Installing ----------------------------------------------------------------------------------------------------------
!macro StopSaying TEXT CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A program file that can be opened for writing is not running.
!macro StopIfRunning FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      !insertmacro StopSaying "$(IS_RUNNING)" 4
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro StopSaying "$(NOT_64)" 6
  ${EndIf}
  SetRegView 64
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} "$1" "${VERSION}" $2
    ${If} $2 == 1
      !insertmacro StopSaying "$(IS_NEWER)" 3
    ${EndIf}
  ${EndIf}
  ; An upgrade leaves Explorer's menu as the person has it.
  ReadRegStr $2 HKCU "${CLASSES}\Directory\shell\${VERB}" ""
  ${GetParameters} $3
  ${GetOptions} $3 "/NOMENU=" $4
  ${If} $1 != ""
  ${AndIf} $2 == ""
  ${OrIf} $4 == 1
    SectionSetFlags 2 0 ; the third section, EXPLORER_SECTION, whose number is not known yet here
  ${EndIf}
FunctionEnd

; Nothing of others may lie where the program goes: it would be replaced, and then removed with it. A folder that an
; installation of this program began to fill is its own.
Function FolderIsUnusable
  StrCpy $5 ""
  ReadRegStr $7 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $INSTDIR == "${DATA_FOLDER}"
    StrCpy $5 "$(NOT_HERE)"
    Return
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
  ${AndIf} ${FileExists} "$INSTDIR\${WINDOW}"
  ${OrIf} $INSTDIR == $7
    Return
  ${EndIf}
  ${DirState} "$INSTDIR" $6
  ${If} $6 == 1
    StrCpy $5 "$(NOT_EMPTY)"
  ${EndIf}
FunctionEnd

Function CheckFolder
  Call FolderIsUnusable
  ${If} $5 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$5"
    Abort
  ${EndIf}
FunctionEnd

Section "$(PROGRAM)" PROGRAM_SECTION
  SectionIn RO
  Call FolderIsUnusable
  ${If} $5 != ""
    !insertmacro StopSaying "$5" 5
  ${EndIf}
  !insertmacro StopIfRunning "${NAME}.exe"
  !insertmacro StopIfRunning "${WINDOW}"

  ; The version before knows what it installed; it leaves labels, models and settings alone.
  ReadRegStr $7 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $7 != ""
  ${AndIf} ${FileExists} "$7\uninstall.exe"
    ExecWait '"$7\uninstall.exe" /S _?=$7' $8
    ${If} $8 != 0
      !insertmacro StopSaying "$(IS_RUNNING)" 4
    ${EndIf}
    Delete "$7\uninstall.exe"
    ${If} $7 != $INSTDIR
      RMDir "$7"
    ${EndIf}
  ${EndIf}

  SetOutPath "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  ClearErrors
  File /r "${PAYLOAD}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort
  ${EndIf}

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The ${TITLE} authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegStr HKCU "${APP_PATHS}\${NAME}.exe" "" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${APP_PATHS}\${WINDOW}" "" "$INSTDIR\${WINDOW}"
SectionEnd

Section "$(START_MENU)" MENU_SECTION
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

!macro AddVerb KEY ARGUMENT
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\${VERB}" "" "$(IDENTIFY)"
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\${VERB}" "Icon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\${VERB}" "MultiSelectModel" "Single"
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\${VERB}\command" "" '"$INSTDIR\${WINDOW}" "${ARGUMENT}"'
!macroend

!macro RemoveVerb KEY ARGUMENT
  DeleteRegKey HKCU "${CLASSES}\${KEY}\shell\${VERB}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${KEY}\shell"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${KEY}"
!macroend

; The lists, made from the payload and the project: EachPhotoType MACRO, RemovePayload.
!include "${LISTS}"

; The root of a drive ends in a backslash, which must not stand before the quote: `D:\.` and `C:\photos\.` are the same
; folders.
!macro EachPlace MACRO
  !insertmacro ${MACRO} "Directory" "%1"
  !insertmacro ${MACRO} "Drive" "%1\."
  !insertmacro ${MACRO} "Directory\Background" "%V\."
  !insertmacro EachPhotoType ${MACRO}
!macroend

Section "$(EXPLORER)" EXPLORER_SECTION
  !insertmacro EachPlace AddVerb
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
SectionEnd

; Uninstalling --------------------------------------------------------------------------------------------------------
Function un.onInit
  SetRegView 64
FunctionEnd

Section "Uninstall"
  !insertmacro StopIfRunning "${NAME}.exe"
  !insertmacro StopIfRunning "${WINDOW}"
  !insertmacro RemovePayload
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  !insertmacro EachPlace RemoveVerb
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
  DeleteRegKey HKCU "${APP_PATHS}\${NAME}.exe"
  DeleteRegKey HKCU "${APP_PATHS}\${WINDOW}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"

  ; An upgrade and a silent removal keep what belongs to the person, unless they say otherwise.
  ${GetParameters} $3
  ${GetOptions} $3 "/DELETEDATA=" $4
  ${If} $4 != 1
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "$(DELETE_DATA)" /SD IDNO IDNO keep
  ${EndIf}
  RMDir /r "${DATA_FOLDER}"
  keep:
SectionEnd
