// Stands where a package was left out: to whoever imports it, it has nothing.
