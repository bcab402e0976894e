namespace Pulumi.Behaviour.Tests;

internal enum Level
{
    Low = 1,
    High = 2,
}
