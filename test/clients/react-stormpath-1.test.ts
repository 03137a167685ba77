import { worksWithReactStormpath } from './reactStormpath.ts';

worksWithReactStormpath('1.3.5', 'react-stormpath');
