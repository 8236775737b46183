import { get } from '../api.js';
import { append, card, facts, lead } from '../dom.js';

export async function show(content) {
  const version = await get('/versionj/');
  append(content, [
    lead('What was built, from which sources.'),
    card(`Mixer ${version.version}`, facts([
      ['Version', version.version],
      ['Revision', version.revision],
      ['Built by', version.user],
      ['Built on', version.host],
      ['Hub', version.hub],
      ['Runtime', version.golang_version],
      ['Status', version.status],
    ])),
  ]);
}
