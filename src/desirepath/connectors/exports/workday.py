"""Reports of Workday.

What it reads
    People: a custom report about workers as XLSX, as CSV, or as JSON of report-as-a-service with all under
    `Report_Entry`. Headings of columns (`Employee ID`) and their names as a web service (`Employee_ID`) are both read.

What it assumes and says
    The employee id is what the log calls people; if it is the login name, say so: `columns: {user_id: User_Name}`. The
    role is the business title, else the job title, profile or position: where titles are many, the profile makes
    larger groups, `columns: {role: Job Profile}`. The date of hire goes before the original one, which counts years
    before a break too. The unit is the business unit, else the supervisory organisation, else the cost centre.

What it refuses
    The manager of a person by name: only the manager's id can be found among the people.

Example
    `{table: people, file: workers.json, format: workday, columns: {role: Job_Profile}}`

Source: Workday's report fields of the business object Worker, and the JSON of its report-as-a-service.
"""

from desirepath.connectors.exports.export import Export

EXPORT = Export(
    name="workday",
    title="Workday",
    reads="people, from custom reports",
    tables={
        "people": {
            "user_id": ("Employee ID", "Employee_ID", "Worker ID", "Worker_ID", "Employee Number"),
            "role": (
                "Business Title",
                "Business_Title",
                "businessTitle",
                "Job Title",
                "Job_Title",
                "Job Profile",
                "Job_Profile",
                "Position",
                "Position Title",
                "Position_Title",
            ),
            "region": (
                "Region",
                "Location",
                "Location.Descriptor",
                "Work Location",
                "Work_Location",
                "Location Country",
                "Country",
            ),
            "hired_on": (
                "Hire Date",
                "Hire_Date",
                "Original Hire Date",
                "Original_Hire_Date",
                "Continuous Service Date",
                "Continuous_Service_Date",
                "Start Date",
                "Start_Date",
            ),
            "business_unit": (
                "Business Unit",
                "Business_Unit",
                "Supervisory Organization",
                "Supervisory_Organization",
                "Supervisory_Organization.Descriptor",
                "Cost Center",
                "Cost_Center",
                "Cost_Center.Descriptor",
                "Department",
            ),
            "manager": (
                "Manager ID",
                "Manager_ID",
                "Manager Employee ID",
                "Manager_Employee_ID",
                "Worker_s_Manager_group.0.Manager_ID",
                "Worker_s_Manager_group.0.Employee_ID",
            ),
        },
    },
)
