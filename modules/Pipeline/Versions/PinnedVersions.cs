using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Infra.Cloud.Clusters;
using Infra.Model.Actions;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Versions;

/// <summary>Every version that is pinned, from the places that rule them.</summary>
/// <param name="repository">The repository.</param>
public sealed class PinnedVersions(Repository repository)
{
    private const string PackagesFile = "Directory.Packages.props";
    private const string SdkFile = "global.json";

    /// <summary>The layers, in the order in which they are shown.</summary>
    public static ImmutableArray<string> Layers { get; } = ["packages", "pulumi", "providers", "actions", "charts", "images"];

    /// <summary>All of them, by layer and by name.</summary>
    /// <exception cref="InfraException">A file is missing or cannot be read.</exception>
    public ImmutableArray<PinnedVersion> All() =>
        [.. Packages().Concat(Tools()).Concat(Actions()).Concat(Charts()).Concat(Images())
            .OrderBy(v => Layers.IndexOf(v.Layer)).ThenBy(v => v.Component, StringComparer.Ordinal).ThenBy(v => v.Version, StringComparer.Ordinal)];

    private IEnumerable<PinnedVersion> Packages()
    {
        yield return new("packages", ".NET SDK", Sdk(), "builds and runs the program", SdkFile);
        foreach (XElement package in PackageGroup().Elements("PackageVersion"))
        {
            yield return new("packages", Attribute(package, "Include"), Attribute(package, "Version"), Attribute(package, "Purpose"), PackagesFile);
        }
    }

    private string Sdk()
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(repository.ReadText(SdkFile));
            return file.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InfraException(ErrorKind.Configuration, $"{SdkFile} names no SDK: {unreadable.Message}. Write sdk.version.", unreadable);
        }
    }

    private XElement PackageGroup()
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(repository.ReadText(PackagesFile)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root?.Elements("ItemGroup").FirstOrDefault(g => g.Attribute("Label")?.Value == "Product")
                ?? throw new InfraException(ErrorKind.Configuration, $"{PackagesFile} has no ItemGroup with the label Product, which lists what the program is made of.");
        }
        catch (XmlException unreadable)
        {
            throw new InfraException(ErrorKind.Configuration, $"{PackagesFile} is no XML: {unreadable.Message}", unreadable);
        }
    }

    private static string Attribute(XElement package, string name) => package.Attribute(name)?.Value
        ?? throw new InfraException(ErrorKind.Configuration, $"{PackagesFile}: {package} has no {name}. Write Include, Version and Purpose of each package of the program.");

    private static IEnumerable<PinnedVersion> Tools()
    {
        const string File = "modules/Model/Actions/ToolTable.cs";
        yield return new("pulumi", "Pulumi CLI", ToolTable.Pulumi.Version, $"{ToolTable.Pulumi.Purpose}; {PulumiRunner.Oldest} is the oldest that is taken", File);
        yield return new("pulumi", "gcloud", ToolTable.Gcloud.Version, ToolTable.Gcloud.Purpose, File);
        yield return new("pulumi", "gke-gcloud-auth-plugin", ToolTable.ClusterSignIn.Version, ToolTable.ClusterSignIn.Purpose, File);
        yield return new("providers", "gcp", ToolTable.Gcp.Version, ToolTable.Gcp.Purpose, File);
        yield return new("providers", "kubernetes", ToolTable.Kubernetes.Version, ToolTable.Kubernetes.Purpose, File);
    }

    private static IEnumerable<PinnedVersion> Actions() =>
        ActionTable.All.Select(a => new PinnedVersion("actions", a.Name, a.Tag, a.Purpose, "modules/Model/Actions/ActionTable.cs"));

    private IEnumerable<PinnedVersion> Charts()
    {
        foreach (HelmChart chart in HelmChart.All)
        {
            yield return new("charts", chart.Name, chart.Version, $"{chart.Purpose} ({chart.AppVersion})", "modules/Cloud/Clusters/HelmChart.cs");
        }

        foreach (string environment in repository.Environments())
        {
            Release release = repository.RenderOptions(environment).Release;
            foreach ((string name, var version) in release.AddOns)
            {
                yield return new("charts", name, version.Value, $"add-on of {environment}", $"stacks/{environment}/release.yaml");
            }
        }
    }

    private static IEnumerable<PinnedVersion> Images() => PinnedImage.All.Select(i => new PinnedVersion("images", i.Name, i.Tag, i.Purpose, "modules/Cloud/Clusters/PinnedImage.cs"));
}
