import type { Catalogue } from './translate.ts';

/**
 * What Windows itself says, in the languages of its users: FormatMessage's texts of the system errors that a loader or
 * an installer meets, and cmd.exe's word for a missing program. Windows ships no catalogue that could be read here; these
 * are the texts as Windows prints them, without the final stop, which some callers drop.
 */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  // ERROR_FILE_NOT_FOUND (2)
  'The system cannot find the file specified': [
    'Das System kann die angegebene Datei nicht finden',
    'Le fichier spécifié est introuvable',
    'El sistema no puede encontrar el archivo especificado',
    'O sistema não pode encontrar o arquivo especificado',
    'Impossibile trovare il file specificato',
    'Не удается найти указанный файл',
    '系统找不到指定的文件',
    '指定されたファイルが見つかりません',
  ],
  // ERROR_ACCESS_DENIED (5)
  'Access is denied': [
    'Zugriff verweigert',
    'Accès refusé',
    'Acceso denegado',
    'Acesso negado',
    'Accesso negato',
    'Отказано в доступе',
    '拒绝访问',
    'アクセスが拒否されました',
  ],
  // ERROR_MOD_NOT_FOUND (126)
  'The specified module could not be found': [
    'Das angegebene Modul wurde nicht gefunden',
    'Le module spécifié est introuvable',
    'No se puede encontrar el módulo especificado',
    'No se encontró el módulo especificado',
    'Não foi possível encontrar o módulo especificado',
    'Impossibile trovare il modulo specificato',
    'Не найден указанный модуль',
    '找不到指定的模块',
    '找不到指定的模組',
    '指定されたモジュールが見つかりません',
  ],
  // ERROR_PROC_NOT_FOUND (127)
  'The specified procedure could not be found': [
    'Die angegebene Prozedur wurde nicht gefunden',
    'La procédure spécifiée est introuvable',
    'No se encontró el proceso especificado',
    'No se puede encontrar el procedimiento especificado',
    'Não foi possível encontrar o procedimento especificado',
    'Impossibile trovare la procedura specificata',
    'Не найдена указанная процедура',
    '找不到指定的程序',
    '指定されたプロシージャが見つかりません',
  ],
  // ERROR_BAD_EXE_FORMAT (193); callers leave the %1 in.
  'is not a valid Win32 application': [
    'ist keine zulässige Win32-Anwendung',
    "n'est pas une application Win32 valide",
    'no es una aplicación Win32 válida',
    'não é um aplicativo Win32 válido',
    "non è un'applicazione di Win32 valida",
    'не является приложением Win32',
    '不是有效的 Win32 应用程序',
    'は有効な Win32 アプリケーションではありません',
  ],
  // cmd.exe; the sentence goes on in a second line.
  "'%s' is not recognized as an internal or external command": [
    'Der Befehl "%s" ist entweder falsch geschrieben oder',
    "'%s' n'est pas reconnu en tant que commande interne",
    '"%s" no se reconoce como un comando interno o externo',
    "'%s' não é reconhecido como um comando interno",
    '"%s" non è riconosciuto come comando interno o esterno',
    '"%s" не является внутренней или внешней',
    "'%s' 不是内部或外部命令",
    "'%s' は、内部コマンドまたは外部コマンド",
  ],
};

const messages = Object.keys(TEXTS);

export const WINDOWS: Catalogue = {
  messages,
  translations: messages.flatMap((message, index) =>
    TEXTS[message]!.map((translation) => [index, translation] as const),
  ),
  labels: [],
  lineWords: [],
};
