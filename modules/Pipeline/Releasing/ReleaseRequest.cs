using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Releasing;

/// <summary>What every release needs before it is worked out.</summary>
public static class ReleaseRequest
{
    /// <summary>Refuses what is asked for where something is wrong with it, or where there is no git.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="problems">What is wrong.</param>
    /// <param name="more">What else is wrong, to be said last.</param>
    /// <exception cref="InfraException">Something is; all of it is named.</exception>
    public static void Require(Repository repository, IEnumerable<string> problems, IEnumerable<string> more)
    {
        ArgumentNullException.ThrowIfNull(repository);
        string[] all = [.. problems, .. repository.IsGit ? (string[])[] : ["This is no git repository, and a release is a commit. Run `git init`, or change to a clone."], .. more];
        if (all.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', all));
        }
    }

    /// <summary>Refuses what is asked for where something is wrong with it, or where there is no git.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="problems">What is wrong.</param>
    /// <exception cref="InfraException">Something is; all of it is named.</exception>
    public static void Require(Repository repository, IEnumerable<string> problems) => Require(repository, problems, []);
}
