namespace Octokit;

/// <summary>The name of a program, as it introduces itself to GitHub.</summary>
public class ProductHeaderValue
{
    private readonly System.Net.Http.Headers.ProductHeaderValue header;

    /// <summary>A name and a version.</summary>
    public ProductHeaderValue(string name, string version) => header = new(name, version);

    /// <summary>The name.</summary>
    public string Name => header.Name;

    /// <summary>The version.</summary>
    public string Version => header.Version;

    /// <inheritdoc/>
    public override string ToString() => header.ToString();
}
