using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary><c>/v1/products</c>.</summary>
internal static class ProductApi
{
    private static readonly string[] Known = ["name", "description", "active", "metadata", "metadata[*]"];

    public static StripeReply Create(StripeCall call)
    {
        call.Parameters.RefuseUnknown([.. Known, "id", "type"]);
        call.Parameters.OneOf("type", "service");
        var id = call.Parameters.Text("id") ?? call.Work.Ids.Product();
        if (call.Work.Find(id) is not null) throw new StripeApiError(400, "Product already exists.", "resource_already_exists", "id");
        return Answer(call, Written(new SimulatedProduct(id, call.Parameters.Required("name"), call.Now), call));
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return StripeReply.Ok(call, ProductWire.Of(Find(call)));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown(Known);
        return Answer(call, Written(Find(call), call));
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "active", "ids[]"]);
        var (active, ids) = (asked.Flag("active"), asked.List("ids"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedProduct>()
            .Where(product => (active is null || product.IsActive == active) && (ids.Count == 0 || ids.Contains(product.Id))));
    }

    public static SimulatedProduct Existing(StripeWork work, string id, string param, int status = 400) =>
        work.Find<SimulatedProduct>(id) ?? throw StripeApiError.Missing("product", id, param, status);

    private static SimulatedProduct Find(StripeCall call) => Existing(call.Work, call.Id, "id", status: 404);

    private static SimulatedProduct Written(SimulatedProduct product, StripeCall call) => product with
    {
        Name = call.Parameters.Text("name") ?? product.Name,
        Description = call.Parameters.Changed("description", product.Description),
        IsActive = call.Parameters.Flag("active") ?? product.IsActive,
        Updated = call.Now,
        Metadata = StripeMetadata.Merged(product.Metadata, call.Parameters),
    };

    private static StripeReply Answer(StripeCall call, SimulatedProduct product) => StripeReply.Ok(call, ProductWire.Of(call.Work.Save(product)));
}
