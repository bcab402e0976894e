namespace Infra.Offline.Tests;

/// <summary>A temporary folder that goes when the test ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("infra-offline-").FullName;

    /// <summary>A path inside the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Copies the listing and the generated classes of offline/ here.</summary>
    public void CopyOffline()
    {
        foreach (var folder in new[] { "listing", "Pulumi.Gcp", "Pulumi.Kubernetes" })
        {
            Directory.CreateDirectory(this[folder]);
            foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "offline", folder)))
            {
                File.Copy(file, System.IO.Path.Combine(this[folder], System.IO.Path.GetFileName(file)));
            }
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
