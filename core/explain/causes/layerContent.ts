import { phrase } from '../../l10n/phrase';
import type { LayerFact } from '../../interpreter/historyEvent';
import type { Explain } from '../explanation';

/** A module or a file that a layer has on AWS, and that is not here. */
export const layerContent: Explain = ({ facts: { layer } }) => layer && { sentence: sentenceOf(layer) };

function sentenceOf(layer: LayerFact): string {
  switch (layer.kind) {
    case 'known': {
      const { name, module, command } = layer;
      return phrase`On AWS, ${module} is in the layer ${name}. To run here, install it: ${command}`;
    }
    case 'perhaps':
      return layer.names.length === 1
        ? phrase`${layer.module} is not installed. The layer ${layer.names[0]!} is not in the project: if it has ${layer.module}, install that here.`
        : phrase`${layer.module} is not installed. The layers ${layer.names.join(', ')} are not in the project: if one of them has ${layer.module}, install that here.`;
    case 'unbuilt':
      return phrase`The layer ${layer.name} has not been built: what ${layer.manifest} names is not installed. To build it: ${layer.command}`;
    case 'noPath':
      if (layer.names.length === 0)
        return phrase`${layer.path} is a path of a layer, and no layer of the function has it. Add a layer that has it, or correct the path.`;
      return layer.names.length === 1
        ? phrase`${layer.path} is a path of a layer, and the layer ${layer.names[0]!} is not in the project. To run here, give the function a layer of the project that has it.`
        : phrase`${layer.path} is a path of a layer, and the layers ${layer.names.join(', ')} are not in the project. To run here, give the function a layer of the project that has it.`;
    case 'otherPython':
      return phrase`The layer ${layer.name} has it for Python ${layer.has}, and Lambda looks for Python ${layer.wanted}: install its packages into python/lib/python${layer.wanted}/site-packages.`;
  }
}
