using Infra.Engine.State;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>What is to be done with one resource.</summary>
/// <param name="Step">The step.</param>
/// <param name="Old">The resource as recorded, or null.</param>
/// <param name="Outputs">The outputs as far as they can be told before the step is carried out.</param>
/// <param name="Id">The id as far as it can be told.</param>
internal sealed record Decision(PlanStep Step, ResourceState? Old, PropertyMap Outputs, string? Id);
