namespace Octokit;

/// <summary>What knows of the last response.</summary>
public interface IApiInfoProvider
{
    /// <summary>What the last response said beside its body; null before the first.</summary>
    ApiInfo GetLastApiInfo();
}
