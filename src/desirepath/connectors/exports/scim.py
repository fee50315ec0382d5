"""People of a directory that speaks SCIM 2.0.

What it reads
    People: users as JSON, a list response with all under `Resources`, an array, or JSON Lines; the attributes of the
    core schema and of the enterprise extension.

What it assumes and says
    The employee number is what the log calls people, else the external id, the user name, or the directory's own id;
    name another one: `columns: {user_id: emails.work.value}`. The role is the title, the region that of the work
    address, else of the primary or the first, else its country. The unit is the department, else the division. The
    manager is `manager.value`: by the standard that is the directory's own id, so that `columns: {user_id: id}`, or
    `{manager: null}`, is right unless your directory puts the employee number there. SCIM has no date of hire.

What it refuses
    Groups: users only are read. Whether a user is active is not looked at.

Example
    `{table: people, file: users.json, format: scim, columns: {user_id: userName, manager: null}}`

Source: RFC 7643, sections 4.1 and 4.3.
"""

from desirepath.connectors.exports.export import Export

_ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User."

EXPORT = Export(
    name="scim",
    title="SCIM",
    reads="people, from a directory's users",
    tables={
        "people": {
            "user_id": (_ENTERPRISE + "employeeNumber", "employeeNumber", "externalId", "userName", "id"),
            "role": ("title",),
            "region": (
                "addresses.work.region",
                "addresses.region",
                "addresses.0.region",
                "addresses.work.country",
                "addresses.country",
                "addresses.0.country",
            ),
            "business_unit": (
                _ENTERPRISE + "department",
                "department",
                _ENTERPRISE + "division",
                "division",
            ),
            "manager": (_ENTERPRISE + "manager.value", "manager.value"),
        },
    },
)
