namespace Infra.GitOps.Tests;

/// <summary>By which Argo CD knows whose an object is. Source: argo-cd util/argo/resource_tracking.go, with the tracking method "annotation".</summary>
internal static class Tracking
{
    /// <summary>The annotation.</summary>
    public const string Annotation = "argocd.argoproj.io/tracking-id";

    /// <summary>The id of an object of an Application in Argo CD's own namespace: name:group/kind:namespace/name.</summary>
    /// <param name="application">The Application.</param>
    /// <param name="key">The object.</param>
    /// <param name="destinationNamespace">What stands for the namespace of an object of the whole cluster.</param>
    public static string Id(string application, ObjectKey key, string destinationNamespace) =>
        $"{application}:{key.Group}/{key.Kind}:{(key.Namespace.Length == 0 ? destinationNamespace : key.Namespace)}/{key.Name}";

    /// <summary>The Application that an object is tracked to, or null. The rest of the id is not compared (resource_tracking.go GetAppName).</summary>
    public static string? Application(LiveObject live) => live.TrackingId is { } id && id.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? id[..end] : null;

    /// <summary>Whether the id of an object fits the object itself, and was not copied with the annotation. Source: controller/state.go isSelfReferencedObj.</summary>
    public static bool Fits(LiveObject live)
    {
        if (live.TrackingId?.Split(':') is not [_, var kind, var name])
        {
            return true;
        }

        string[] names = name.Split('/', 2);
        return kind == $"{live.Key.Group}/{live.Key.Kind}" && names is [var space, var own] && own == live.Key.Name && (live.Key.Namespace.Length == 0 || live.Key.Namespace == space);
    }
}
