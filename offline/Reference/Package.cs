namespace Infra.Offline.Reference;

/// <summary>A package that is stood in for.</summary>
/// <param name="Name">Its id, which is the name of its assembly.</param>
/// <param name="Version">Its version.</param>
/// <param name="Dependencies">What it brings into a build, by id and lowest version.</param>
public sealed record Package(string Name, string Version, IReadOnlyList<(string Id, string Version)> Dependencies)
{
    /// <summary>Pulumi's own package. What it needs only while it runs (Ben.Demystifier, Pulumi.Protobuf, reflection of gRPC and
    /// the bridge of Serilog) is left out: feeds that lack Pulumi lack most of it, and no code sees it.</summary>
    public static readonly Package Core = new("Pulumi", "3.112.1",
        [
            ("Grpc.AspNetCore.Server", "2.51.0"),
            ("Grpc.Net.Client", "2.51.0"),
            ("Microsoft.Extensions.Logging.Abstractions", "3.1.16"),
            ("OneOf", "3.0.216"),
            ("Semver", "3.0.0"),
            ("Serilog.Sinks.Console", "4.0.1"),
        ]);

    /// <summary>All of them, each after what it depends on.</summary>
    public static readonly IReadOnlyList<Package> All =
        [Core, new("Pulumi.Gcp", "9.35.0", [(Core.Name, Core.Version)]), new("Pulumi.Kubernetes", "4.32.0", [(Core.Name, Core.Version)])];

    /// <summary>The package that has a namespace, or null where none has.</summary>
    public static Package? Of(string name) =>
        name == "Pulumi.Automation" ? null
        : All.LastOrDefault(package => name == package.Name || name.StartsWith(package.Name + ".", StringComparison.Ordinal));
}
