import { App } from 'aws-cdk-lib';
import { CachingStack } from './caching-stack';

new CachingStack(new App(), 'Caching');
