using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Infra.Model.Tests")]
[assembly: InternalsVisibleTo("Infra.Pipeline")]
[assembly: InternalsVisibleTo("Infra.GitHub")]
