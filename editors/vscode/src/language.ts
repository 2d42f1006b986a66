/** The language's name in VS Code; language-configuration and grammar are registered under it in package.json. */
export const LANGUAGE = "credit";
