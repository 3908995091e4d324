/** Every page leads to them. */
export const legalPaths = {
  accessibility: '/accessibilite',
  personalData: '/donnees-personnelles',
};
