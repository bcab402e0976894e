namespace Pulumi;

/// <summary>The package of a resource, where it is made from another one by parameters. Mocks are not told it.</summary>
public sealed class RegisterPackageRequest
{
    /// <summary>Names a package.</summary>
    public RegisterPackageRequest(
        string name,
        string version,
        string? downloadUrl,
        Dictionary<string, byte[]>? checksums = null,
        PackageParameterization? parameterization = null,
        PackageParameterization? extension = null)
    {
        Name = name;
        Version = version;
        DownloadUrl = downloadUrl ?? "";
        Checksums = checksums ?? [];
        Parameterization = parameterization;
        Extension = extension;
    }

    /// <summary>Names a package that extends no other.</summary>
    public RegisterPackageRequest(
        string name,
        string version,
        string? downloadUrl,
        Dictionary<string, byte[]>? checksums,
        PackageParameterization? parameterization)
        : this(name, version, downloadUrl, checksums, parameterization, extension: null)
    {
    }

    /// <summary>The name of the plugin.</summary>
    public string Name { get; }

    /// <summary>The version of the plugin.</summary>
    public string Version { get; }

    /// <summary>Where the plugin is downloaded from; empty for the usual place.</summary>
    public string DownloadUrl { get; }

    /// <summary>The checksums of the plugin by platform.</summary>
    public Dictionary<string, byte[]> Checksums { get; }

    /// <summary>What the package is made from.</summary>
    public PackageParameterization? Parameterization { get; }

    /// <summary>What the package extends.</summary>
    public PackageParameterization? Extension { get; }

    /// <summary>The parameters that make one package from another.</summary>
    public sealed class PackageParameterization(string name, string version, byte[] value)
    {
        /// <summary>The name of the package that is made.</summary>
        public string Name { get; } = name;

        /// <summary>The version of the package that is made.</summary>
        public string Version { get; } = version;

        /// <summary>The parameters, as the plugin reads them.</summary>
        public byte[] Value { get; } = value;
    }
}
