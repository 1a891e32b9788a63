// Reads lines of a JSON string, a URL, and prints for each the host and port that Node's parser of the URL Standard
// reads in it, as "a.com:8443"; null for what it refuses.
//
//   node url.mjs < lines

import { readFileSync } from 'node:fs';

function host(text) {
  try {
    return new URL(text).host;
  } catch {
    return null;
  }
}

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  console.log(JSON.stringify(host(JSON.parse(line))));
}
