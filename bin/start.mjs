// npm start: installs and builds what is missing, then serves. One process, so that Ctrl-C reaches the server once.
import {prepare} from './prepare.mjs';

prepare();
process.setSourceMapsEnabled(true);
await import('../dist/main.js');
