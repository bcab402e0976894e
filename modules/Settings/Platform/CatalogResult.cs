using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infra.Settings.Reading;

namespace Infra.Settings.Platform;

/// <summary>Either a catalog or every problem of its files.</summary>
public sealed class CatalogResult
{
    internal CatalogResult(Catalog? catalog, ImmutableArray<SettingsProblem> problems) => (Catalog, Problems) = (catalog, problems);

    /// <summary>The catalog; null when there are problems.</summary>
    public Catalog? Catalog { get; }

    /// <summary>All problems: those of the tenants' file first, each file in its order.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; }

    /// <summary>The catalog when its files are good.</summary>
    public bool TryGet([NotNullWhen(true)] out Catalog? catalog)
    {
        catalog = Catalog;
        return catalog is not null;
    }
}
