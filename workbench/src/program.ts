/** What Python runs in the worker: a session, and messages to and from it as text. */
export const PROGRAM = `
import sys

sys.path.insert(0, "/program")
sys.dont_write_bytecode = True

from creditdsl.workbench.text_messages import exchange, idle, warm
`;
