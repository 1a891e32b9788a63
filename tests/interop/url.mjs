// Reads a URL from each line, as a JSON string. For each, it prints the host and the port that Node's parser of the URL
// Standard reads, as "a.com:8443", or null if the parser refuses the URL.
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
