namespace Infra.Pipeline.Clusters;

/// <summary>A Deployment or StatefulSet as it was found.</summary>
/// <param name="Kind"><c>Deployment</c> or <c>StatefulSet</c>.</param>
/// <param name="Name">Its name; safe to print.</param>
/// <param name="Wanted">How many pods it is to have.</param>
/// <param name="Ready">How many of them are up to date and ready; 0 while its controller has not seen the last change.</param>
public sealed record FoundWorkload(string Kind, string Name, int Wanted, int Ready)
{
    /// <summary>Whether all its pods are ready. One without pods does nothing, so it is not.</summary>
    public bool IsReady => Wanted > 0 && Ready >= Wanted;
}
