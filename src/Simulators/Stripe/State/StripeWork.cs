using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Events;

namespace MindBot.Simulators.Stripe.State;

/// <summary>
/// What one request, or one thing that happens by itself, does to the account. It sees its own changes; everybody else sees them
/// once they are committed together.
/// </summary>
/// <param name="Now">Unix seconds by the account's clock.</param>
/// <param name="RequestId">Null for what happens by itself.</param>
internal sealed record StripeWork(
    StripeStore Store, StripeIds Ids, StripeSimulatorOptions Options, bool HasWebhooks, long Now, string? RequestId, string? IdempotencyKey)
{
    private readonly OrderedDictionary<string, SimulatedObject> changed = [];
    private readonly List<SimulatedEvent> events = [];

    public StripeChange Change => new() { Objects = [.. changed.Values], Events = [.. events] };

    public T? Find<T>(string? id) where T : SimulatedObject =>
        id is null ? null : changed.GetValueOrDefault(id) as T ?? Store.Get<T>(id);

    public SimulatedObject? Find(string id) => changed.GetValueOrDefault(id) ?? Store.Get(id);

    /// <summary>What another object says is there: only the limit on the number of objects can have taken it away.</summary>
    public T Get<T>(string id) where T : SimulatedObject =>
        Find<T>(id) ?? throw new StripeApiError(400, $"The simulated account holds no more than {Options.MaxObjects} objects of a kind; {id} had to go.");

    /// <summary>Without what this work has changed so far.</summary>
    public IEnumerable<T> NewestFirst<T>() where T : SimulatedObject => Store.NewestFirst<T>();

    public T Save<T>(T made) where T : SimulatedObject
    {
        changed[made.Id] = made;
        return made;
    }

    /// <param name="before">The object before a change, for an <c>…updated</c> that tells what was different.</param>
    public void Emit(string type, JsonObject about, JsonObject? before = null) => events.Add(new SimulatedEvent(
        Ids.Event(), type, Now, about.ToJsonString(), RequestId, IdempotencyKey, HasWebhooks ? EventDelivery.Pending : EventDelivery.NotWanted)
    {
        PreviousJson = before is null ? null : Differing(before, about).ToJsonString(),
    });

    private static JsonObject Differing(JsonObject before, JsonObject after) => new(before
        .Where(field => !JsonNode.DeepEquals(field.Value, after[field.Key]))
        .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
