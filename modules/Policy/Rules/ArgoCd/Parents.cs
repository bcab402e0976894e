using Infra.Policy.Subjects;
using Infra.Settings.Platform;

namespace Infra.Policy.Rules;

/// <summary>Tells Applications that keep Applications alone from those that keep what runs.</summary>
internal static class Parents
{
    /// <summary>Whether an Application can keep nothing but Applications, by what its project allows; false where the project is not among the files, or more than one has the name.</summary>
    /// <param name="spec">The spec of the Application.</param>
    /// <param name="input">What is judged.</param>
    public static bool IsParent(Field spec, PolicyInput input) =>
        spec.At("project").Text is { } project
        && input.Manifests("AppProject").Where(p => p["metadata.name"].Text == project).ToArray() is [var only]
        && only["metadata.namespace"].Text == PlatformNamespaces.ArgoCd && AllowsApplicationsAlone(only);

    // Without a list Argo CD allows every kind of a namespace, and no kind of the cluster (AppProject.IsGroupKindPermitted).
    private static bool AllowsApplicationsAlone(Subject project) =>
        !project["spec.clusterResourceWhitelist"].IsUnknown && !project["spec.clusterResourceWhitelist"].Items.Any()
        && project["spec.namespaceResourceWhitelist"].Items.ToArray() is [var only] && only.At("group").Text == "argoproj.io" && only.At("kind").Text == "Application";
}
