// Puts the browser side under the application's wwwroot: own sources into app/, third-party files into lib/.
// Both folders belong to this script alone; it empties them first, so that nothing outlives its source.
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wwwroot = join(here, '..', 'Bluebear.Dashboard', 'wwwroot');

// The build names the same files: build/BrowserAssets.targets.
const libraries = {
  'apexcharts.esm.js': 'apexcharts/dist/apexcharts.esm.js',
  'signalr.min.js': '@microsoft/signalr/dist/browser/signalr.min.js',
};

const app = join(wwwroot, 'app');
const lib = join(wwwroot, 'lib');
await Promise.all([app, lib].map((folder) => rm(folder, { recursive: true, force: true })));
await mkdir(lib, { recursive: true });
await cp(join(here, 'src'), app, { recursive: true });
for (const [name, source] of Object.entries(libraries)) {
  await cp(join(here, 'node_modules', source), join(lib, name));
}
