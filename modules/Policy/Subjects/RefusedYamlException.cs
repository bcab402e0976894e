using YamlDotNet.Core;

namespace Infra.Policy;

/// <summary>YAML that is well formed and not allowed.</summary>
internal sealed class RefusedYamlException(Mark at, string rule) : YamlException(at, at, rule);
