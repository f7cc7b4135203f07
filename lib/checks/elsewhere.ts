import { waiverKey } from '../risks/accepted-risks';
import type { Fix } from './rule';

/** Fix of a setting that may be made where no manifest shows it, with the way to say so. */
export function orElsewhere(construct: string, yaml: string): Fix {
  return {
    construct: `${construct}; where it is set elsewhere: allow: [Waiver.settingsElsewhere('where')]`,
    yaml: `${yaml}; where it is set elsewhere, say where in the annotation ${waiverKey('settings-elsewhere')}`,
  };
}
