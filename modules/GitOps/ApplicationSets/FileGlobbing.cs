namespace Infra.GitOps.ApplicationSets;

/// <summary>How git generators match files. Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git-File-Globbing/</summary>
public enum FileGlobbing
{
    /// <summary>Argo CD's default: <c>*</c> goes through folders.</summary>
    Greedy,

    /// <summary>With <c>applicationsetcontroller.enable.new.git.file.globbing</c>: <c>*</c> stays inside a folder, <c>**</c> goes through folders.</summary>
    New,
}
