import { worksWithReactStormpath } from './reactStormpath.ts';

worksWithReactStormpath('2.0.1', 'react-stormpath-2');
