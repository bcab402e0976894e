using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;

namespace Infra.GitHub.Comments;

/// <summary>What keeping comments and issues shares.</summary>
internal static class Keeping
{
    private const int MaxAttempts = 3;

    /// <summary>Looks and acts; where the connection broke while something was made, looks again, so that it is there once.</summary>
    /// <exception cref="InfraException">It broke each time.</exception>
    public static async Task<T> SurelyAsync<T>(Func<Task<T>> lookAndAct)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await lookAndAct();
            }
            catch (UncertainException) when (attempt < MaxAttempts)
            {
                // What was made in spite of the break is found by the next look.
            }
            catch (UncertainException broken)
            {
                throw new InfraException(ErrorKind.Failed, $"{broken.Message}, {MaxAttempts} times. Run the same command again: it looks first, and makes nothing twice.", broken);
            }
        }
    }

    /// <summary>Whether an entry says a text. GitHub may answer with other line breaks.</summary>
    public static bool Says(JsonNode entry, string body) =>
        string.Equals((Json.Text(entry, "body") ?? "").ReplaceLineEndings("\n").TrimEnd(), body.TrimEnd(), StringComparison.Ordinal);
}
