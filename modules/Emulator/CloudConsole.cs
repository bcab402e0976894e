using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>The pretended cloud as a person at Google's console sees it: past any state, so that drift can be played.</summary>
public sealed class CloudConsole
{
    private readonly LocalCloud cloud;
    private readonly string stack;

    /// <summary>Opens the part of the cloud that a stack made.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The folder of the local backend, normally <c>.infra</c> in the repository.</param>
    /// <param name="stack">The stack.</param>
    public CloudConsole(IFileSystem files, string folder, string stack)
    {
        this.stack = stack;
        cloud = LocalCloud.Open(files, folder, stack);
    }

    /// <summary>Everything that the stack made and that still exists, in order of type and id.</summary>
    public IReadOnlyList<CloudEntry> Show() =>
        [.. cloud.Own.OrderBy(o => o.Type, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal).Select(o => new CloudEntry(o.Type, o.Id, o.Outputs))];

    /// <summary>Changes one property, as a click would.</summary>
    /// <param name="id">The id of the resource.</param>
    /// <param name="path">The property, such as <c>labels.owner</c>.</param>
    /// <param name="value">The new value; null takes the property out.</param>
    /// <exception cref="InfraException">There is no such resource, the path leads nowhere, or what is there is fixed when the resource is made.</exception>
    public void Edit(string id, string path, PropertyValue? value)
    {
        CloudObject found = Find(id);
        try
        {
            CloudObject changed = found with { Inputs = PathEdit.Set(found.Inputs, path, value), Outputs = PathEdit.Set(found.Outputs, path, value) };
            RefuseFixed(found, changed);
            cloud.Change(changed);
        }
        catch (FormatException nowhere)
        {
            throw new InfraException(ErrorKind.Configuration, $"{id} cannot be changed at '{path}': {nowhere.Message}", nowhere);
        }

        cloud.Save();
    }

    /// <summary>Deletes a resource with its parts, as a click would; nobody is asked.</summary>
    /// <returns>How many parts went with it: the node pools and objects of a cluster, the members of a policy.</returns>
    /// <exception cref="InfraException">There is no such resource.</exception>
    public int Delete(string id)
    {
        int parts = cloud.Forget(Find(id));
        cloud.Save();
        return parts;
    }

    private void RefuseFixed(CloudObject found, CloudObject changed)
    {
        string[] paths = [.. PropertyDiffer.Diff(found.Inputs, changed.Inputs, (path, old, now) => cloud.ForcesReplacement(found.Type, path, old, now)).Where(d => d.ForcesReplacement).Select(d => d.Path)];
        if (paths.Length > 0)
        {
            throw new InfraException(
                ErrorKind.Resource, $"{found.Id} cannot be changed at {string.Join(", ", paths)}: that is fixed when a {found.Type[(found.Type.LastIndexOf(':') + 1)..]} is made, and nobody can change it at Google either. To play somebody who makes it anew, delete it with `infra cloud delete {stack} {found.Id}`.");
        }
    }

    private CloudObject Find(string id)
    {
        List<CloudObject> found = [.. cloud.Own.Where(o => string.Equals(o.Id, id, StringComparison.Ordinal))];
        return found.Count == 1
            ? found[0]
            : throw new InfraException(
                ErrorKind.Resource, $"The emulator has {(found.Count == 0 ? "no" : "more than one")} resource with id '{id}' made by {stack}. `infra cloud show {stack}` lists them.");
    }
}

/// <summary>A resource in the pretended cloud.</summary>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="Properties">Everything that is known of it.</param>
public sealed record CloudEntry(string Type, string Id, PropertyMap Properties);
