/** From Node 22 on: what was compiled for the last synth is not compiled again. */
(require('node:module') as { enableCompileCache?: () => void }).enableCompileCache?.();
